using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>
/// The tables of a journal, as a list of steps of which each takes a file from one version to the next. A step is never changed once it was
/// released; <c>docs/journal.md</c> describes what they come to.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>Marks a file as a journal: the letters QRNT.</summary>
    public const int ApplicationId = 0x51524E54;

    private static readonly ImmutableArray<string> Steps =
    [
        """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            row_type TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            opened_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE rows (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES runs (id),
            key TEXT NOT NULL,
            position INTEGER,
            fingerprint BLOB,
            failure TEXT,
            ended_at INTEGER,
            status TEXT AS (CASE WHEN ended_at IS NULL THEN 'open' WHEN failure IS NULL THEN 'answered' ELSE 'failed' END) VIRTUAL
        ) STRICT;

        CREATE TABLE calls (
            id INTEGER PRIMARY KEY,
            row INTEGER NOT NULL REFERENCES rows (id),
            query TEXT NOT NULL,
            fingerprint BLOB NOT NULL,
            answer BLOB,
            prompt BLOB,
            attempts TEXT NOT NULL,
            recorded_at INTEGER NOT NULL
        ) STRICT;
        """,
        """
        CREATE VIEW answers AS
        SELECT runs.name AS run, rows.key AS row_key, rows.position, rows.status, calls.query, CAST(calls.answer AS TEXT) AS answer,
               strftime('%Y-%m-%dT%H:%M:%fZ', calls.recorded_at / 1000.0, 'unixepoch') AS recorded_at
        FROM calls JOIN rows ON rows.id = calls.row JOIN runs ON runs.id = rows.run
        WHERE calls.answer IS NOT NULL;

        CREATE VIEW attempts AS
        SELECT runs.name AS run, rows.key AS row_key, calls.query, attempt.key + 1 AS attempt,
               attempt.value ->> 'latency_ms' AS latency_ms, attempt.value ->> 'model' AS model,
               attempt.value ->> 'finish_reason' AS finish_reason, attempt.value ->> 'request_id' AS request_id,
               attempt.value ->> 'input_tokens' AS input_tokens, attempt.value ->> 'output_tokens' AS output_tokens,
               attempt.value ->> 'cached_input_tokens' AS cached_input_tokens, attempt.value ->> 'reasoning_tokens' AS reasoning_tokens,
               attempt.value ->> '$.error.kind' AS error, attempt.value ->> '$.error.status' AS status,
               strftime('%Y-%m-%dT%H:%M:%fZ', calls.recorded_at / 1000.0, 'unixepoch') AS recorded_at
        FROM calls JOIN rows ON rows.id = calls.row JOIN runs ON runs.id = rows.run, json_each(calls.attempts) AS attempt;
        """,
        """
        ALTER TABLE runs ADD COLUMN keeps_answers INTEGER;
        ALTER TABLE runs ADD COLUMN protection_check BLOB;

        DROP VIEW IF EXISTS attempts;

        CREATE VIEW attempts AS
        SELECT runs.name AS run, rows.key AS row_key, calls.query, attempt.key + 1 AS attempt,
               attempt.value ->> 'latency_ms' AS latency_ms, attempt.value ->> 'model' AS model,
               attempt.value ->> 'finish_reason' AS finish_reason, attempt.value ->> 'request_id' AS request_id,
               attempt.value ->> 'input_tokens' AS input_tokens, attempt.value ->> 'output_tokens' AS output_tokens,
               attempt.value ->> 'cached_input_tokens' AS cached_input_tokens, attempt.value ->> 'reasoning_tokens' AS reasoning_tokens,
               attempt.value ->> '$.error.kind' AS error, attempt.value ->> '$.error.status' AS status,
               strftime('%Y-%m-%dT%H:%M:%fZ', calls.recorded_at / 1000.0, 'unixepoch') AS recorded_at
        FROM calls JOIN rows ON rows.id = calls.row JOIN runs ON runs.id = rows.run, json_each(calls.attempts) AS attempt
        WHERE attempt.value ->> 'taken' IS NULL;
        """,
    ];

    /// <summary>The version that this library writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Makes the tables, or brings those of an earlier version up to this one; all of it or nothing.</summary>
    /// <exception cref="JournalException">The file is something else, or of a later version.</exception>
    public static void Prepare(SqliteConnection connection, string path, int until)
    {
        int version = (int)Number(connection, "PRAGMA user_version");
        int application = (int)Number(connection, "PRAGMA application_id");
        bool isEmpty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (application != ApplicationId && !(isEmpty && application == 0 && version == 0))
        {
            throw SqliteFault.Foreign(path);
        }

        if (version > Version)
        {
            throw new JournalException($"The journal {path} is of version {version}, and this library knows up to {Version}: a later one made it. Update Querent.Journal.Sqlite; the file was left as it is.");
        }

        if (version >= until)
        {
            return;
        }

        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (string step in Steps.AsSpan()[version..until])
        {
            Execute(connection, step);
        }

        Execute(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {until};");
        transaction.Commit();
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}

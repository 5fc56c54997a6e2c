using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>The table of runs.</summary>
internal static class SqliteRuns
{
    /// <summary>Begins a run or goes on with it; tells whether nothing is recorded of it, and how it was begun.</summary>
    /// <exception cref="JournalException">It is of another row type.</exception>
    public static OpenedRun Open(SqliteConnection connection, JournalRunInfo run, string path)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO runs (name, row_type, created_at, opened_at) VALUES ($name, $type, $now, $now)
            ON CONFLICT (name) DO UPDATE SET opened_at = excluded.opened_at
            RETURNING id, row_type, NOT EXISTS (SELECT 1 FROM rows WHERE rows.run = runs.id), keeps_answers, protection_check
            """;
        command.Parameters.AddWithValue("$name", run.Name);
        command.Parameters.AddWithValue("$type", run.RowType);
        command.Parameters.AddWithValue("$now", run.OpenedAt.ToUnixTimeMilliseconds());
        (OpenedRun opened, string rowType) = Read(command);
        if (rowType != run.RowType)
        {
            throw new JournalException($"The run '{run.Name}' of the journal {path} is of {rowType} rows, not of {run.RowType}. Give this one another name.");
        }

        if (opened.IsNew)
        {
            SetMode(command, opened.Id, run.Mode);   // if it was opened in another way before, nothing came of that
            opened = opened with { Mode = run.Mode };
        }

        transaction.Commit();
        return opened;
    }

    /// <summary>
    /// Makes the indexes that find a row by its key, and its calls. A new run does without: its rows come once each, and an index over keys
    /// that are hashes costs more than all else that is written.
    /// </summary>
    public static bool EnsureIndexes(SqliteConnection connection)
    {
        SqliteSchema.Execute(connection, """
            CREATE INDEX IF NOT EXISTS rows_by_key ON rows (run, key);
            CREATE INDEX IF NOT EXISTS calls_by_row ON calls (row);
            """);
        return true;
    }

    public static IReadOnlyList<JournalRunSummary> List(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT name, row_type, created_at, opened_at,
                   (SELECT count(*) FROM rows WHERE run = runs.id AND status = 'answered'),
                   (SELECT count(*) FROM rows WHERE run = runs.id AND status = 'failed')
            FROM runs ORDER BY id
            """;
        using SqliteDataReader reader = command.ExecuteReader();
        List<JournalRunSummary> runs = [];
        while (reader.Read())
        {
            runs.Add(new JournalRunSummary(
                reader.GetString(0),
                reader.GetString(1),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                reader.GetInt64(4),
                reader.GetInt64(5)));
        }

        return runs;
    }

    private static void SetMode(SqliteCommand command, long id, JournalRunMode? mode)
    {
        command.CommandText = "UPDATE runs SET keeps_answers = $keeps, protection_check = $check WHERE id = $id";
        command.Parameters.Clear();
        command.Parameters.AddWithValue("$keeps", (object?)mode?.KeepsAnswers ?? DBNull.Value);
        command.Parameters.AddWithValue("$check", (object?)mode?.ProtectionCheck?.ToArray() ?? DBNull.Value);
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
    }

    private static (OpenedRun Run, string RowType) Read(SqliteCommand command)
    {
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        JournalRunMode? mode = reader.IsDBNull(3)
            ? null
            : new JournalRunMode(reader.GetBoolean(3), reader.IsDBNull(4) ? default(ReadOnlyMemory<byte>?) : reader.GetFieldValue<byte[]>(4));
        return (new OpenedRun(reader.GetInt64(0), reader.GetBoolean(2), mode), reader.GetString(1));
    }

    /// <summary>What the table has of a run.</summary>
    public sealed record OpenedRun(long Id, bool IsNew, JournalRunMode? Mode);
}

using System.Runtime.InteropServices;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Querent;

/// <summary>The commands of one transaction that records entries of a run: one for its rows, and one for some megabytes of its calls.</summary>
internal sealed class PostgreSqlBatch(PostgreSqlDatabase database, long run)
{
    private const int MostCalls = 1000;
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly string _schema = database.QuotedSchema;

    /// <summary>Adds the rows that are not there, and gives them and those that are there their ends.</summary>
    /// <param name="rows">The rows' keys as they are stored, each once, with their last ends.</param>
    public NpgsqlBatchCommand Rows(IReadOnlyCollection<KeyValuePair<string, JournalRowEnd?>> rows)
    {
        var command = new NpgsqlBatchCommand(
            $"""
            INSERT INTO {_schema}.rows AS row (run, key, position, fingerprint, failure, ended_at)
            SELECT $1, entry.key, entry.position, entry.fingerprint, entry.failure::json, entry.ended_at
            FROM unnest($2, $3, $4, $5, $6) AS entry (key, position, fingerprint, failure, ended_at)
            ON CONFLICT (run, key) DO UPDATE
            SET position = excluded.position, fingerprint = excluded.fingerprint, failure = excluded.failure, ended_at = excluded.ended_at
            WHERE excluded.ended_at IS NOT NULL
            """);
        Add(command, run, NpgsqlDbType.Bigint);
        Add<string[]>(command, [.. rows.Select(row => row.Key)], NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add<long?[]>(command, [.. rows.Select(row => row.Value?.Position)], NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add<byte[]?[]>(command, [.. rows.Select(row => Bytes(row.Value?.Fingerprint))], NpgsqlDbType.Array | NpgsqlDbType.Bytea);
        Add<byte[]?[]>(command, [.. rows.Select(row => row.Value?.Failure is { } failure ? PostgreSqlText.JsonOf(Encoding.UTF8.GetBytes(failure)) : null)], NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add<DateTime?[]>(command, [.. rows.Select(row => row.Value?.RecordedAt.UtcDateTime)], NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);
        return command;
    }

    /// <summary>Adds calls of rows that are there, in their order.</summary>
    /// <param name="calls">The calls with the keys of their rows as they are stored.</param>
    public IEnumerable<NpgsqlBatchCommand> Calls(List<(string Key, JournalCall Call)> calls)
    {
        for (int first = 0; first < calls.Count;)
        {
            int count = 0;
            for (long bytes = 0; first + count < calls.Count && count < MostCalls && (count == 0 || bytes + SizeOf(calls[first + count].Call) <= MostBytes); count++)
            {
                bytes += SizeOf(calls[first + count].Call);
            }

            yield return Calls(CollectionsMarshal.AsSpan(calls).Slice(first, count).ToArray());
            first += count;
        }
    }

    /// <inheritdoc cref="Calls(List{ValueTuple{string, JournalCall}})"/>
    public NpgsqlBatchCommand Calls(params (string Key, JournalCall Call)[] calls)
    {
        var command = new NpgsqlBatchCommand(
            $"""
            INSERT INTO {_schema}.calls (row, query, fingerprint, answer, prompt, attempts, recorded_at)
            SELECT row.id, entry.query, entry.fingerprint, entry.answer, entry.prompt, entry.attempts::json, entry.recorded_at
            FROM unnest($2, $3, $4, $5, $6, $7, $8) WITH ORDINALITY AS entry (key, query, fingerprint, answer, prompt, attempts, recorded_at, place)
            CROSS JOIN LATERAL (SELECT id FROM {_schema}.rows WHERE rows.run = $1 AND rows.key = entry.key LIMIT 1) AS row
            ORDER BY entry.place
            """);
        Add(command, run, NpgsqlDbType.Bigint);
        Add(command, Array.ConvertAll(calls, entry => entry.Key), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(command, Array.ConvertAll(calls, entry => entry.Call.Query), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(command, Array.ConvertAll(calls, entry => Bytes(entry.Call.Fingerprint)), NpgsqlDbType.Array | NpgsqlDbType.Bytea);
        Add(command, Array.ConvertAll(calls, entry => Bytes(entry.Call.Answer)), NpgsqlDbType.Array | NpgsqlDbType.Bytea);
        Add(command, Array.ConvertAll(calls, entry => Bytes(entry.Call.Prompt)), NpgsqlDbType.Array | NpgsqlDbType.Bytea);
        Add(command, Array.ConvertAll(calls, entry => PostgreSqlText.JsonOf(entry.Call.Attempts)), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(command, Array.ConvertAll(calls, entry => entry.Call.RecordedAt.UtcDateTime), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);
        return command;
    }

    private static void Add<T>(NpgsqlBatchCommand command, T value, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });

    private static long SizeOf(JournalCall call) => (call.Answer?.Length ?? 0L) + (call.Prompt?.Length ?? 0) + call.Attempts.Length;

    private static byte[]? Bytes(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? PostgreSqlText.BytesOf(some) : null;
}

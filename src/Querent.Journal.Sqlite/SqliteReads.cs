using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>Finds rows of a run. For the thread of one connection.</summary>
internal sealed class SqliteReads(long run) : IDisposable
{
    private SqliteCommand? _row;
    private SqliteCommand? _calls;

    public IReadOnlyList<JournaledRow> Find(SqliteConnection connection, IReadOnlyList<string> keys)
    {
        _row ??= Prepare(connection, "SELECT id, position, fingerprint, failure, ended_at FROM rows WHERE run = $run AND key = $value");
        _calls ??= Prepare(connection, "SELECT query, fingerprint, answer, attempts, recorded_at FROM calls WHERE row = $value ORDER BY id");
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        _row.Transaction = _calls.Transaction = transaction;
        List<JournaledRow> found = [];
        foreach (string key in keys)
        {
            if (FindRow(key) is { } row)
            {
                found.Add(new JournaledRow(key, row.End, FindCalls(key, row.Id)));
            }
        }

        transaction.Commit();
        return found;
    }

    public void Dispose()
    {
        _row?.Dispose();
        _calls?.Dispose();
    }

    private (long Id, JournalRowEnd? End)? FindRow(string key)
    {
        _row!.Parameters[1].Value = key;
        using SqliteDataReader reader = _row.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        JournalRowEnd? end = reader.IsDBNull(4)
            ? null
            : new JournalRowEnd(
                key,
                reader.GetInt64(1),
                reader.GetFieldValue<byte[]>(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)));
        return (reader.GetInt64(0), end);
    }

    private ImmutableArray<JournalCall> FindCalls(string key, long row)
    {
        _calls!.Parameters[0].Value = row;
        using SqliteDataReader reader = _calls.ExecuteReader();
        ImmutableArray<JournalCall>.Builder calls = ImmutableArray.CreateBuilder<JournalCall>();
        while (reader.Read())
        {
            calls.Add(SqliteCalls.Read(reader, key, firstColumn: 0));
        }

        return calls.DrainToImmutable();
    }

    private SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        if (sql.Contains("$run", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue("$run", run);
        }

        command.Parameters.Add(new SqliteParameter { ParameterName = "$value" });
        return command;
    }
}

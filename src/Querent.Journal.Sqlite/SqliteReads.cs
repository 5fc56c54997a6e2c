using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>Finds rows of a run. For the thread of one connection.</summary>
internal sealed class SqliteReads(long run) : IDisposable
{
    private SqliteStatement? _row;
    private SqliteStatement? _calls;

    public IReadOnlyList<JournaledRow> Find(SqliteConnection connection, IReadOnlyList<string> keys)
    {
        _row ??= new SqliteStatement(connection, "SELECT id, position, fingerprint, failure, ended_at FROM rows WHERE run = ? AND key = ? ORDER BY id DESC LIMIT 1");
        _calls ??= new SqliteStatement(connection, "SELECT query, fingerprint, answer, attempts, recorded_at FROM calls WHERE row = ? ORDER BY id");
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
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
        SqliteStatement row = _row!.With(run).With(key);
        try
        {
            if (!row.Step())
            {
                return null;
            }

            return (row.Number(0), row.IsNull(4)
                ? null
                : new JournalRowEnd(key, row.Number(1), row.Bytes(2), row.IsNull(3) ? null : row.Text(3), DateTimeOffset.FromUnixTimeMilliseconds(row.Number(4))));
        }
        finally
        {
            row.Reset();
        }
    }

    private ImmutableArray<JournalCall> FindCalls(string key, long row)
    {
        SqliteStatement calls = _calls!.With(row);
        ImmutableArray<JournalCall>.Builder found = ImmutableArray.CreateBuilder<JournalCall>();
        try
        {
            while (calls.Step())
            {
                found.Add(new JournalCall(
                    key,
                    calls.Text(0),
                    calls.Bytes(1),
                    calls.IsNull(2) ? default(ReadOnlyMemory<byte>?) : calls.Bytes(2),
                    Prompt: null,   // for people, and left where it is
                    calls.Bytes(3),
                    DateTimeOffset.FromUnixTimeMilliseconds(calls.Number(4))));
            }
        }
        finally
        {
            calls.Reset();
        }

        return found.DrainToImmutable();
    }
}

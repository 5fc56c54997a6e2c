using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>Records entries of a run. For the thread of one connection.</summary>
internal sealed class SqliteWrites(long run, bool isNew) : IDisposable
{
    private readonly Dictionary<string, long> _open = new(StringComparer.Ordinal);   // the ids of rows that were written and have not ended
    private readonly Dictionary<string, Row> _touched = new(StringComparer.Ordinal);   // the rows of the transaction
    private Statements? _statements;

    /// <summary>Writes entries in one transaction.</summary>
    public bool Write(SqliteConnection connection, IReadOnlyList<JournalEntry> entries)
    {
        _statements ??= new Statements(connection);
        _touched.Clear();
        foreach (JournalEntry entry in entries)
        {
            ref Row row = ref CollectionsMarshal.GetValueRefOrAddDefault(_touched, entry.RowKey, out _);
            row.End = entry as JournalRowEnd ?? row.End;
        }

        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (JournalEntry entry in entries)
        {
            ref Row row = ref CollectionsMarshal.GetValueRefOrAddDefault(_touched, entry.RowKey, out _);
            if (row.Id == 0)
            {
                Identify(entry.RowKey, ref row);
            }

            if (entry is JournalCall call)
            {
                Add(row.Id, call);
            }
            else if (!row.HasEnded)
            {
                End(row.Id, (JournalRowEnd)entry);
            }
        }

        transaction.Commit();
        foreach ((string key, Row row) in _touched)
        {
            if (row.End is null)
            {
                _open[key] = row.Id;
            }
            else
            {
                _open.Remove(key);
            }
        }

        return true;
    }

    public void Dispose() => _statements?.Dispose();

    /// <summary>Finds a row's id or adds the row, at once with its end where that is in the same transaction.</summary>
    private void Identify(string key, ref Row row)
    {
        if (_open.TryGetValue(key, out row.Id))
        {
            return;
        }

        if (!isNew && _statements!.FindRow.With(run).With(key).Run() is { } id)
        {
            row.Id = id;
            return;
        }

        SqliteStatement add = _statements!.AddRow.With(run).With(key);
        add = row.End is { } end
            ? add.With(end.Position).With(end.Fingerprint).With(end.Failure).With(end.RecordedAt.ToUnixTimeMilliseconds())
            : add.With((string?)null).With((string?)null).With((string?)null).With((string?)null);
        row.Id = add.Run()!.Value;
        row.HasEnded = row.End is not null;
    }

    private void Add(long row, JournalCall call) => _statements!.AddCall
        .With(row).With(call.Query).With(call.Fingerprint).With(call.Answer).With(call.Prompt).WithUtf8(call.Attempts).With(call.RecordedAt.ToUnixTimeMilliseconds())
        .Run();

    private void End(long row, JournalRowEnd end) => _statements!.EndRow
        .With(end.Position).With(end.Fingerprint).With(end.Failure).With(end.RecordedAt.ToUnixTimeMilliseconds()).With(row)
        .Run();

    private struct Row
    {
        public long Id;
        public JournalRowEnd? End;
        public bool HasEnded;   // its end is written
    }

    private sealed class Statements(SqliteConnection connection) : IDisposable
    {
        public SqliteStatement FindRow { get; } = new(connection, "SELECT id FROM rows WHERE run = ? AND key = ? ORDER BY id DESC LIMIT 1");

        public SqliteStatement AddRow { get; } = new(connection, "INSERT INTO rows (run, key, position, fingerprint, failure, ended_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id");

        public SqliteStatement AddCall { get; } = new(connection, "INSERT INTO calls (row, query, fingerprint, answer, prompt, attempts, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)");

        public SqliteStatement EndRow { get; } = new(connection, "UPDATE rows SET position = ?, fingerprint = ?, failure = ?, ended_at = ? WHERE id = ?");

        public void Dispose()
        {
            FindRow.Dispose();
            AddRow.Dispose();
            AddCall.Dispose();
            EndRow.Dispose();
        }
    }
}

using System.Runtime.InteropServices;
using Npgsql;

namespace Querent;

/// <summary>Records entries of a run, one write after another.</summary>
internal sealed class PostgreSqlWrites(PostgreSqlDatabase database, long run)
{
    private readonly PostgreSqlBatch _commands = new(database, run);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);   // the keys of rows that were written and have not ended
    private readonly Dictionary<string, JournalRowEnd?> _rows = new(StringComparer.Ordinal);
    private readonly List<(string Key, JournalCall Call)> _calls = [];
    private NpgsqlConnection? _connection;

    /// <summary>
    /// Writes entries in one transaction, and by one way to the server and back: commands that are sent together are committed together.
    /// </summary>
    /// <exception cref="JournalException">Rows were deleted by others.</exception>
    public async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(connection, _connection))
        {
            _connection = connection;
            _open.Clear();   // between two connections others may purge
        }

        Sort(entries);
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            List<KeyValuePair<string, JournalRowEnd?>> rows = [.. _rows.Where(row => row.Value is not null || !_open.Contains(row.Key))];
            if (rows.Count > 0)
            {
                batch.BatchCommands.Add(_commands.Rows(rows));
            }

            List<NpgsqlBatchCommand> calls = [.. _commands.Calls(_calls)];
            calls.ForEach(batch.BatchCommands.Add);

            if (batch.BatchCommands.Count == 0)
            {
                return;
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            if (calls.Sum(command => (long)command.RecordsAffected) != _calls.Count)
            {
                throw new JournalException($"Rows of the journal in {database.Place} were deleted while their run was open. Leave the journal to the run while it runs, and start it again.");
            }
        }

        foreach ((string key, JournalRowEnd? end) in _rows)
        {
            _ = end is null ? _open.Add(key) : _open.Remove(key);
        }
    }

    private void Sort(IReadOnlyList<JournalEntry> entries)
    {
        _rows.Clear();
        _calls.Clear();
        foreach (JournalEntry entry in entries)
        {
            string key = PostgreSqlText.KeyOf(entry.RowKey);
            ref JournalRowEnd? end = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out _);
            if (entry is JournalCall call)
            {
                _calls.Add((key, call));
            }
            else
            {
                end = (JournalRowEnd)entry;
            }
        }
    }
}

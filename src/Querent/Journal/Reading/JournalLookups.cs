namespace Querent;

/// <summary>
/// Finds rows in a journal, all that were asked for while the last ones were looked for at once: a look-up may be a way to a server and
/// back.
/// </summary>
internal sealed class JournalLookups(IJournalRun run, JournalPatience patience, CancellationToken stop)
{
    private const int MostAtOnce = 256;

    private readonly Lock _lock = new();
    private readonly Queue<Lookup> _waiting = new();
    private bool _isLooking;

    /// <summary>What is recorded of a row; null for nothing. No two look-ups of the same row at a time.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public Task<JournaledRow?> FindAsync(string key)
    {
        var lookup = new Lookup(key);
        lock (_lock)
        {
            _waiting.Enqueue(lookup);
            if (_isLooking)
            {
                return lookup.Task;
            }

            _isLooking = true;
        }

        _ = Task.Run(LookAsync, CancellationToken.None);
        return lookup.Task;
    }

    private async Task LookAsync()
    {
        while (Take() is { } lookups)
        {
            try
            {
                IReadOnlyList<JournaledRow> rows = await patience.RunAsync(
                    static (state, cancellationToken) => state.run.FindAsync(state.keys, cancellationToken),
                    (run, keys: (IReadOnlyList<string>)[.. lookups.Select(lookup => lookup.Key)]),
                    stop).ConfigureAwait(false);
                Dictionary<string, JournaledRow> found = rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
                foreach (Lookup lookup in lookups)
                {
                    lookup.SetResult(found.GetValueOrDefault(lookup.Key));
                }
            }
            catch (Exception exception)
            {
                Exception fault = exception is JournalException or OperationCanceledException
                    ? exception
                    : new JournalException($"The journal could not be read: it threw {exception.GetType().FullName}.", exception);
                foreach (Lookup lookup in lookups)
                {
                    lookup.TrySetException(fault);
                }
            }
        }
    }

    private List<Lookup>? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _isLooking = false;
                return null;
            }

            var lookups = new List<Lookup>(Math.Min(_waiting.Count, MostAtOnce));
            while (lookups.Count < MostAtOnce && _waiting.TryDequeue(out Lookup? lookup))
            {
                lookups.Add(lookup);
            }

            return lookups;
        }
    }

    private sealed class Lookup(string key) : TaskCompletionSource<JournaledRow?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Key => key;
    }
}

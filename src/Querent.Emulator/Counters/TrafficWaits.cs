namespace Querent.Emulator;

/// <summary>Those who wait until so many requests have come or are in flight. Costs one read while nobody waits.</summary>
internal sealed class TrafficWaits
{
    private readonly Lock _lock = new();
    private readonly List<Wait> _waits = [];
    private volatile int _count;

    public void Tell(long attempts, int inFlight)
    {
        if (_count > 0)
        {
            TellThose(attempts, inFlight);
        }
    }

    public async Task AddAsync(Func<long, int, bool> condition, Func<(long Attempts, int InFlight)> now, CancellationToken cancellationToken)
    {
        var wait = new Wait(condition);
        lock (_lock)
        {
            _waits.Add(wait);
            _count = _waits.Count;
        }

        // Looked at once it is listed, so that no change falls between.
        Interlocked.MemoryBarrier();
        (long attempts, int inFlight) = now();
        TellThose(attempts, inFlight);
        try
        {
            await wait.Reached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Remove(wait);
        }
    }

    private void TellThose(long attempts, int inFlight)
    {
        lock (_lock)
        {
            foreach (Wait wait in _waits)
            {
                if (wait.Condition(attempts, inFlight))
                {
                    wait.Reached.TrySetResult();
                }
            }
        }
    }

    private void Remove(Wait wait)
    {
        lock (_lock)
        {
            _waits.Remove(wait);
            _count = _waits.Count;
        }
    }

    private sealed record Wait(Func<long, int, bool> Condition)
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

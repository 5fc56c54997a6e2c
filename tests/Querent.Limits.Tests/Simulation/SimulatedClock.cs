namespace Querent.Limits.Tests.Simulation;

/// <summary>A clock and what is to happen by it: goes from one thing to the next, on one thread, so that a run is the same each time.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private readonly PriorityQueue<Action, (long Due, long Place)> _events = new();
    private long _ticks;
    private long _place;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Seconds since the start.</summary>
    public double Now => _ticks / (double)TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_ticks);

    public void After(double seconds, Action action) => _events.Enqueue(action, (_ticks + (long)(Math.Max(0, seconds) * TimeSpan.TicksPerSecond), ++_place));

    /// <summary>Lets everything happen up to a time, or until nothing is left.</summary>
    public void RunUntil(double seconds, Func<bool>? isOver = null)
    {
        long end = (long)(seconds * TimeSpan.TicksPerSecond);
        while (isOver?.Invoke() != true && _events.TryPeek(out Action? action, out (long Due, long Place) at) && at.Due <= end)
        {
            _events.Dequeue();
            _ticks = Math.Max(_ticks, at.Due);
            action();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Comes up to a millisecond late, as real ones do.</summary>
    private sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            int version = ++_version;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.After(dueTime.TotalSeconds + 0.0005, () =>
                {
                    if (version == _version)
                    {
                        callback(state);
                    }
                });
            }

            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

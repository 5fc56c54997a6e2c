using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Rows.Dependencies;

/// <summary>A clock that stands still until it is moved, and knows what waits for which time.</summary>
internal sealed class VirtualClock : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Delay> _delays = [];

    public DateTimeOffset Now => GetUtcNow();

    /// <summary>The times that are waited for, all of them still to come.</summary>
    public DateTimeOffset[] Pending
    {
        get
        {
            lock (_lock)
            {
                _delays.RemoveAll(delay => delay.Due <= Now);
                return [.. _delays.Select(delay => delay.Due)];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        lock (_lock)
        {
            var delay = new Delay(this, base.CreateTimer(callback, state, dueTime, period), Now + dueTime);
            _delays.Add(delay);
            return delay;
        }
    }

    private void Remove(Delay delay)
    {
        lock (_lock)
        {
            _delays.Remove(delay);
        }
    }

    private sealed class Delay(VirtualClock clock, ITimer timer, DateTimeOffset due) : ITimer
    {
        public DateTimeOffset Due => due;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            clock.Remove(this);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock.Remove(this);
            return timer.DisposeAsync();
        }
    }
}

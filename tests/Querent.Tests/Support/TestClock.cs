using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests;

/// <summary>A clock that stands still and tells when something begins to wait for a time, so that a test can let just that time pass.</summary>
internal sealed class TestClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _delays = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _delays.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Waits until something waits for a time, and says for how long.</summary>
    public ValueTask<TimeSpan> NextDelayAsync() => _delays.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until something waits for a time, and lets it pass.</summary>
    public async Task PassNextDelayAsync() => Advance(await NextDelayAsync());
}

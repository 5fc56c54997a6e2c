namespace Querent.Limits.Tests.Simulation;

/// <summary>What becomes of an attempt that arrives.</summary>
/// <param name="IsServed">Whether it is taken.</param>
/// <param name="Seconds">How long the reply takes.</param>
/// <param name="RetryAfter">How long the reply asks to wait, in seconds.</param>
/// <param name="RateLimits">What its headers say.</param>
internal readonly record struct SimulatedReply(bool IsServed, double Seconds, double? RetryAfter = null, RateLimitStatus RateLimits = default);

/// <summary>A provider in simulated time.</summary>
internal abstract class SimulatedServer
{
    public const double RefusalSeconds = 0.002;

    public abstract SimulatedReply Arrive(double now);

    /// <summary>An attempt that was served has its reply.</summary>
    public virtual void Leave(double now)
    {
    }
}

/// <summary>Serves so many at a time, and refuses more at once.</summary>
internal sealed class CapacityServer(Func<double, int> capacity, Func<double> latency) : SimulatedServer
{
    private int _serving;

    public override SimulatedReply Arrive(double now)
    {
        if (_serving >= capacity(now))
        {
            return new SimulatedReply(false, RefusalSeconds);
        }

        _serving++;
        return new SimulatedReply(true, latency());
    }

    public override void Leave(double now) => _serving--;
}

/// <summary>Serves everything but a burst of refusals, once, from the n-th arrival on.</summary>
internal sealed class BurstServer(int from, int length, double latency) : SimulatedServer
{
    private int _arrivals;

    public override SimulatedReply Arrive(double now)
        => ++_arrivals > from && _arrivals <= from + length ? new SimulatedReply(false, RefusalSeconds) : new SimulatedReply(true, latency);
}

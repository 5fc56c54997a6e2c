namespace Querent.Limits.Tests.Simulation;

/// <summary>What becomes of an attempt that arrives.</summary>
/// <param name="IsServed">Whether it is taken.</param>
/// <param name="Seconds">How long the reply takes.</param>
/// <param name="RetryAfter">How long the reply asks to wait, in seconds.</param>
/// <param name="RateLimits">What its headers say.</param>
internal readonly record struct SimulatedReply(bool IsServed, double Seconds, double? RetryAfter = null, RateLimitStatus RateLimits = default)
{
    /// <summary>The tokens of the answer.</summary>
    public int OutputTokens { get; init; } = 20;
}

/// <summary>A provider in simulated time.</summary>
internal abstract class SimulatedServer
{
    public const double RefusalSeconds = 0.002;

    public abstract SimulatedReply Arrive(double now);

    /// <summary>The n-th attempt of a query, from 1 on, arrives.</summary>
    public virtual SimulatedReply Arrive(double now, int attempt) => Arrive(now);

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

/// <summary>Refuses nothing, and serves the slower the more there is beyond its capacity.</summary>
internal sealed class SlowServer(Func<double, double> capacity, Func<double> latency, double slowdown) : SimulatedServer
{
    private int _serving;

    public override SimulatedReply Arrive(double now)
        => new(true, latency() * Math.Pow(Math.Max(1, ++_serving / capacity(now)), slowdown));

    public override void Leave(double now) => _serving--;
}

/// <summary>Refuses a part of what arrives, whatever the load.</summary>
internal sealed class RandomServer(Func<double, double> part, Func<double> latency, double? retryAfter = null) : SimulatedServer
{
    private readonly Random _random = new(11);

    public override SimulatedReply Arrive(double now)
        => _random.NextDouble() < part(now) ? new SimulatedReply(false, RefusalSeconds, retryAfter) : new SimulatedReply(true, latency());
}

/// <summary>Refuses the first attempts of each query.</summary>
internal sealed class FirstAttemptsServer(int attempts, Func<double> latency, double? retryAfter) : SimulatedServer
{
    public override SimulatedReply Arrive(double now) => throw new NotSupportedException();

    public override SimulatedReply Arrive(double now, int attempt)
        => attempt <= attempts ? new SimulatedReply(false, RefusalSeconds, retryAfter) : new SimulatedReply(true, latency());
}

/// <summary>Takes as long as the answer is.</summary>
internal sealed class TokenServer(double secondsPerToken, Func<double, int> tokensOf) : SimulatedServer
{
    public override SimulatedReply Arrive(double now) => new(true, (tokensOf(now) + 20) * secondsPerToken) { OutputTokens = tokensOf(now) };
}

/// <summary>Refuses a part of what it would take, for no reason.</summary>
internal sealed class WhimsicalServer(SimulatedServer server, double part, double? retryAfter) : SimulatedServer
{
    private readonly Random _random = new(11);

    public override SimulatedReply Arrive(double now)
        => _random.NextDouble() < part ? new SimulatedReply(false, RefusalSeconds, retryAfter) : server.Arrive(now);

    public override void Leave(double now) => server.Leave(now);
}

/// <summary>Takes requests from a bucket that fills evenly, and holds those of a fifth of a second.</summary>
internal sealed class BucketServer(double perSecond, Func<double> latency) : SimulatedServer
{
    private double _left;
    private double _last;

    public override SimulatedReply Arrive(double now)
    {
        _left = Math.Min(perSecond / 5, _left + ((now - _last) * perSecond));
        _last = now;
        if (_left < 1)
        {
            return new SimulatedReply(false, RefusalSeconds);
        }

        _left--;
        return new SimulatedReply(true, latency());
    }
}

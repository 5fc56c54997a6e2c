namespace Querent.Emulator;

/// <summary>How many requests a deployment serves side by side, and what becomes of more.</summary>
/// <param name="Concurrency">At least 1.</param>
public sealed record EmulatorCapacity(int Concurrency)
{
    /// <summary>What becomes of a request that comes while so many are served.</summary>
    public CapacityOverflow Overflow { get; init; }

    /// <summary>
    /// For <see cref="CapacityOverflow.Slow"/>: with n requests in flight, this one too, an answer's latency is multiplied by
    /// (n ÷ concurrency) to this power. From 0 to 8; 1, the default, keeps the throughput of a full deployment, more loses some.
    /// </summary>
    public double Slowdown { get; init; } = 1;

    /// <summary>For <see cref="CapacityOverflow.Refuse"/>: when the 429 says to come back; null, the default, for no word of it.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

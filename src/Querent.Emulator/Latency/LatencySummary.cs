namespace Querent.Emulator;

/// <summary>The latencies that were really served: from a request's arrival to the moment before its answer was written.</summary>
/// <param name="Count">How many answers.</param>
/// <param name="Mean">Exact.</param>
/// <param name="P50">The median, to 0.8 %, as are the next.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Max">The longest.</param>
public sealed record LatencySummary(long Count, TimeSpan Mean, TimeSpan P50, TimeSpan P95, TimeSpan P99, TimeSpan Max)
{
    /// <summary>Of no answers.</summary>
    public static LatencySummary Empty { get; } = new(0, default, default, default, default, default);
}

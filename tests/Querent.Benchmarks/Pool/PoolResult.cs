namespace Querent.Benchmarks.Pool;

/// <summary>What came of a case: the medians of its rounds.</summary>
internal sealed record PoolResult(PoolCase Case, PoolSample Ours, PoolSample Bare)
{
    /// <summary>The least that ours may reach of the bare loop's efficiency.</summary>
    public const double Goal = 0.995;

    public double Ratio => Ours.Efficiency / Bare.Efficiency;

    /// <summary>The most that the first row may take of one row's latency.</summary>
    public const double FirstRowGoal = 1.10;

    /// <summary>The time to the first row ÷ the latency of one; null where latencies differ, so that no row's is known.</summary>
    public double? FirstRow => Case.Sigma == 0 ? Ours.FirstRowMilliseconds / (Case.Turns * Ours.ServedMilliseconds) : null;

    public bool IsMet => Ratio >= Goal && (FirstRow ?? 0) <= FirstRowGoal;
}

namespace Querent.Benchmarks.Pool;

/// <summary>What came of a case: the medians of its rounds.</summary>
internal sealed record PoolResult(PoolCase Case, PoolSample Ours, PoolSample Bare)
{
    /// <summary>The least that ours may reach of the bare loop's efficiency.</summary>
    public const double Goal = 0.995;

    public double Ratio => Ours.Efficiency / Bare.Efficiency;

    public bool IsMet => Ratio >= Goal;
}

namespace Querent;

/// <summary>What health is judged by, at one time.</summary>
/// <param name="Time">When it was taken.</param>
/// <param name="Statistics">What the executor had done by then.</param>
/// <param name="Latencies">The counts of a <see cref="DurationHistogram"/>; used anew for each sample.</param>
/// <param name="Memory">The process's working set, in bytes.</param>
internal sealed record HealthSample(TimeSpan Time, ExecutorStatistics Statistics, ReadOnlyMemory<long> Latencies, long Memory);

/// <summary>Measures one rule from sample to sample.</summary>
internal abstract class HealthMeasure(HealthRule rule, double threshold)
{
    public HealthRule Rule => rule;

    /// <summary>What the value may be at most.</summary>
    public double Threshold => threshold;

    /// <summary>The value; null when the samples so far say nothing new.</summary>
    public abstract double? Measure(HealthSample sample);

    public static IEnumerable<HealthMeasure> Of(HealthOptions options)
    {
        if (options.MaxErrorRate is { } errors)
        {
            yield return new ErrorRateMeasure(errors);
        }

        if (options.MaxTailRatio is { } ratio)
        {
            yield return new TailMeasure(HealthRule.LatencyP95, 0.95, ratio);
            yield return new TailMeasure(HealthRule.LatencyP99, 0.99, ratio);
        }

        if (options.MaxThroughputDrop is { } drop)
        {
            yield return new ThroughputMeasure(drop);
        }

        if (options.MaxMemoryGrowth is { } growth)
        {
            yield return new MemoryMeasure(growth);
        }
    }
}

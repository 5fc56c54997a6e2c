namespace Querent;

/// <summary>How many times the median a percentile of the latency is, of the attempts since it was measured last.</summary>
internal sealed class TailMeasure(HealthRule rule, double part, double threshold) : HealthMeasure(rule, threshold)
{
    private const int Least = 100;

    private readonly long[] _before = new long[DurationHistogram.Size];
    private readonly long[] _since = new long[DurationHistogram.Size];

    public override double? Measure(HealthSample sample)
    {
        ReadOnlySpan<long> now = sample.Latencies.Span;
        long count = 0;
        for (int bucket = 0; bucket < now.Length; bucket++)
        {
            _since[bucket] = now[bucket] - _before[bucket];
            count += _since[bucket];
        }

        if (count < Least)
        {
            return null;
        }

        now.CopyTo(_before);
        return DurationHistogram.Percentile(_since, part) / DurationHistogram.Percentile(_since, 0.5);
    }
}

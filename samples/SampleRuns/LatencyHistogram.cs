namespace SampleRuns;

/// <summary>Percentiles of latencies in a fixed amount of memory, to within 1 %.</summary>
public sealed class LatencyHistogram
{
    private const double Shortest = 0.1;   // milliseconds
    private const double Growth = 1.02;

    private readonly long[] _counts = new long[1024];   // up to 17 hours
    private long _total;

    public void Add(TimeSpan latency)
    {
        double steps = Math.Log(Math.Max(latency.TotalMilliseconds, Shortest) / Shortest) / Math.Log(Growth);
        _counts[Math.Min((int)steps, _counts.Length - 1)]++;
        _total++;
    }

    /// <summary>The latency that a share of all lie at or below; null when there are none.</summary>
    /// <param name="share">From 0 to 1.</param>
    public TimeSpan? Percentile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * _total));
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return TimeSpan.FromMilliseconds(Shortest * Math.Pow(Growth, i + 0.5));
            }
        }

        return null;
    }
}

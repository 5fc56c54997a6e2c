using Querent.Benchmarks.Endpoint;

namespace Querent.Benchmarks.Pool;

/// <summary>One measured run of a case.</summary>
/// <param name="QueriesPerSecond">Over the whole run, its first and its last query included.</param>
/// <param name="ServedMilliseconds">The mean latency that the emulator really served.</param>
/// <param name="Efficiency">Throughput ÷ (concurrency ÷ latency really served).</param>
/// <param name="FirstRowMilliseconds">From the start to the first row that was given out; null for the bare loop, which has no rows.</param>
internal sealed record PoolSample(double QueriesPerSecond, double ServedMilliseconds, double Efficiency, double? FirstRowMilliseconds)
{
    public static PoolSample Of(PoolCase pool, TimeSpan elapsed, ServedLatency served, TimeSpan? firstRow)
    {
        double perSecond = pool.TotalQueries / elapsed.TotalSeconds;
        return new PoolSample(perSecond, served.Mean.TotalMilliseconds, perSecond * served.Mean.TotalSeconds / pool.Concurrency, firstRow?.TotalMilliseconds);
    }

    /// <summary>The sample of the median efficiency.</summary>
    public static PoolSample Median(IEnumerable<PoolSample> samples)
    {
        PoolSample[] sorted = [.. samples.OrderBy(sample => sample.Efficiency)];
        return sorted[sorted.Length / 2];
    }
}

namespace Querent.Emulator;

/// <summary>Counts latencies in buckets whose width grows with them: a percentile is right to 0.8 %. Any thread may record.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBuckets = 128;   // in each doubling
    private const int SubBucketBits = 7;
    private const int Buckets = (64 - SubBucketBits) * SubBuckets;

    private readonly long[] _counts = new long[Buckets];
    private long _sum;

    public void Record(TimeSpan latency)
    {
        long microseconds = Math.Max(0, latency.Ticks / TimeSpan.TicksPerMicrosecond);
        Interlocked.Increment(ref _counts[IndexOf(microseconds)]);
        Interlocked.Add(ref _sum, latency.Ticks);
    }

    public void Reset()
    {
        for (int index = 0; index < Buckets; index++)
        {
            Interlocked.Exchange(ref _counts[index], 0);
        }

        Interlocked.Exchange(ref _sum, 0);
    }

    public LatencySummary Summarize()
    {
        long[] counts = new long[Buckets];
        long count = 0;
        for (int index = 0; index < Buckets; index++)
        {
            counts[index] = Interlocked.Read(ref _counts[index]);
            count += counts[index];
        }

        return count == 0 ? LatencySummary.Empty : new LatencySummary(
            count,
            TimeSpan.FromTicks(Interlocked.Read(ref _sum) / count),
            Percentile(counts, count, 0.50),
            Percentile(counts, count, 0.95),
            Percentile(counts, count, 0.99),
            Percentile(counts, count, 1));
    }

    private static TimeSpan Percentile(long[] counts, long count, double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(count * share));
        int index = 0;
        for (long seen = counts[0]; seen < rank && index < Buckets - 1; seen += counts[index])
        {
            index++;
        }

        return TimeSpan.FromMicroseconds(MiddleOf(index));
    }

    private static int IndexOf(long value)
    {
        if (value < SubBuckets)
        {
            return (int)value;
        }

        int doubling = 63 - SubBucketBits - (int)long.LeadingZeroCount(value);
        return (int)(((doubling + 1L) * SubBuckets) + (value >> doubling) - SubBuckets);
    }

    private static double MiddleOf(int index)
    {
        if (index < SubBuckets)
        {
            return index;
        }

        int doubling = (index / SubBuckets) - 1;
        return (double)((SubBuckets + (long)(index % SubBuckets)) << doubling) + ((1L << doubling) / 2.0);
    }
}

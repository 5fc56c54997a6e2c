using System.Numerics;

namespace Querent.Benchmarks.Measuring;

/// <summary>Counts latencies in buckets that grow with them, so that a percentile is right to 0.8 % and millions take no memory. Any thread may record.</summary>
internal sealed class LatencyHistogram
{
    private const int Bits = 7;
    private const int PerDoubling = 1 << Bits;

    private readonly long[] _counts = new long[(64 - Bits) * PerDoubling];

    public void Record(TimeSpan latency)
        => Interlocked.Increment(ref _counts[IndexOf((ulong)Math.Max(0, latency.Ticks / TimeSpan.TicksPerMicrosecond))]);

    /// <summary>The latency that a share of all stays within; in milliseconds, 0 when there are none.</summary>
    /// <param name="share">From 0 to 1: 0.5 is the median.</param>
    public double Percentile(double share)
    {
        long total = _counts.Sum();
        long rank = Math.Max(1, (long)Math.Ceiling(total * share));
        long seen = 0;
        for (int index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank)
            {
                return MiddleOf(index) / 1000.0;
            }
        }

        return 0;
    }

    private static int IndexOf(ulong value)
    {
        int doubling = Math.Max(0, BitOperations.Log2(value | 1) - Bits);
        return (doubling * PerDoubling) + (int)(value >> doubling);
    }

    private static double MiddleOf(int index)
    {
        int doubling = Math.Max(0, (index / PerDoubling) - 1);
        double low = (double)(index - (doubling * PerDoubling)) * (1L << doubling);
        return low + (((1L << doubling) - 1) / 2.0);
    }
}

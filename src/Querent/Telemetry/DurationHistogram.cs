using System.Numerics;

namespace Querent;

/// <summary>
/// Counts durations in buckets of a fixed number, each at most 1/32 wider than its beginning, from a microsecond to 19 hours.
/// Counting allocates nothing and takes no lock.
/// </summary>
internal sealed class DurationHistogram
{
    private const int Precision = 5;   // as a power of two: the buckets between one power and the next
    private const int Exponents = 32;

    /// <summary>How many buckets there are.</summary>
    public const int Size = (Exponents + 1) << Precision;

    private readonly long[] _counts = new long[Size];

    public void Add(TimeSpan duration) => Interlocked.Increment(ref _counts[Bucket(duration.Ticks / TimeSpan.TicksPerMicrosecond)]);

    public void CopyTo(Span<long> counts)
    {
        for (int bucket = 0; bucket < Size; bucket++)
        {
            counts[bucket] = Interlocked.Read(ref _counts[bucket]);
        }
    }

    /// <summary>The duration that a part of those counted does not exceed, to 3 %; null when nothing was counted.</summary>
    public static TimeSpan? Percentile(ReadOnlySpan<long> counts, double part)
    {
        long total = 0;
        foreach (long count in counts)
        {
            total += count;
        }

        long rank = Math.Max(1, (long)Math.Ceiling(part * total));
        for (int bucket = 0; bucket < counts.Length; bucket++)
        {
            rank -= counts[bucket];
            if (rank <= 0 && total > 0)
            {
                return TimeSpan.FromMicroseconds((Floor(bucket) + Floor(bucket + 1)) / 2);
            }
        }

        return null;
    }

    private static int Bucket(long microseconds)
    {
        ulong value = (ulong)Math.Max(microseconds, 0);
        int exponent = Math.Max(0, BitOperations.Log2(value | 1) - Precision);
        return Math.Min(((exponent > 0 ? exponent : 0) << Precision) + (int)(value >> exponent), Size - 1);
    }

    private static double Floor(int bucket)
    {
        int exponent = Math.Max(0, (bucket >> Precision) - 1);
        return (double)(bucket - (exponent << Precision)) * (1L << exponent);
    }
}

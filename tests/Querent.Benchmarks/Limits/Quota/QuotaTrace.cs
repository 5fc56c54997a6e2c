namespace Querent.Benchmarks.Limits.Quota;

/// <summary>When requests arrived that were served, and that were refused, second by second.</summary>
internal sealed class QuotaTrace(int seconds)
{
    private readonly double[] _served = new double[seconds];
    private readonly double[] _refused = new double[seconds];

    public void Served(double at, double count = 1) => Add(_served, at, count);

    public void Refused(double at, double count = 1) => Add(_refused, at, count);

    /// <summary>Queries served a second between two seconds.</summary>
    public double Goodput(int from, int to) => _served.AsSpan(from..to).ToArray().Sum() / (to - from);

    /// <summary>The share of attempts that was refused between two seconds.</summary>
    public double Throttled(int from, int to)
    {
        double refused = _refused.AsSpan(from..to).ToArray().Sum();
        return refused / Math.Max(1, refused + _served.AsSpan(from..to).ToArray().Sum());
    }

    private static void Add(double[] counts, double at, double count)
    {
        if (at >= 0 && at < counts.Length)
        {
            counts[(int)at] += count;
        }
    }
}

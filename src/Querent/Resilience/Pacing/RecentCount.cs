namespace Querent;

/// <summary>Counts what happened of late, to a tenth of a second. Times in seconds.</summary>
/// <param name="span">How far back can be asked.</param>
internal sealed class RecentCount(double span)
{
    private const double Grain = 0.1;

    private readonly int[] _counts = new int[(int)Math.Ceiling(span / Grain) + 1];
    private long _last;

    public void Add(double now)
    {
        MoveTo((long)(now / Grain));
        _counts[_last % _counts.Length]++;
    }

    /// <summary>How much happened a second, over the last so many seconds.</summary>
    public double PerSecond(double now, double seconds)
    {
        MoveTo((long)(now / Grain));
        long grains = Math.Clamp((long)Math.Round(seconds / Grain), 1, _counts.Length - 1);
        double count = 0;
        for (long grain = _last; grain > _last - grains && grain >= 0; grain--)
        {
            count += _counts[grain % _counts.Length];
        }

        return count / (grains * Grain);
    }

    private void MoveTo(long grain)
    {
        for (long next = Math.Max(_last + 1, grain - _counts.Length + 1); next <= grain; next++)
        {
            _counts[next % _counts.Length] = 0;
        }

        _last = Math.Max(_last, grain);
    }
}

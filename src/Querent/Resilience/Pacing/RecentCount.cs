namespace Querent;

/// <summary>Counts what happened of late, to a part of a second. Times in seconds.</summary>
/// <param name="span">How far back can be asked.</param>
/// <param name="grain">How fine.</param>
internal sealed class RecentCount(double span, double grain = 0.1)
{
    private readonly int[] _counts = new int[(int)Math.Ceiling(span / grain) + 1];
    private long _last;

    /// <summary>Counts something; less than one takes it back. What is too long ago to be asked for is not counted.</summary>
    public void Add(double at, int count = 1)
    {
        long index = (long)(at / grain);
        MoveTo(index);
        if (index > _last - _counts.Length && index >= 0)
        {
            _counts[index % _counts.Length] += count;
        }
    }

    /// <summary>How much happened a second, over the last so many seconds.</summary>
    public double PerSecond(double now, double seconds)
    {
        MoveTo((long)(now / grain));
        long grains = Math.Clamp((long)Math.Round(seconds / grain), 1, _counts.Length - 1);
        double count = 0;
        for (long index = _last; index > _last - grains && index >= 0; index--)
        {
            count += _counts[index % _counts.Length];
        }

        return count / (grains * grain);
    }

    /// <summary>How much happened from one time on.</summary>
    public double Since(double from)
    {
        double count = 0;
        for (long index = Math.Max(Math.Max((long)(from / grain), 0), _last - _counts.Length + 1); index <= _last; index++)
        {
            count += _counts[index % _counts.Length];
        }

        return count;
    }

    private void MoveTo(long index)
    {
        for (long next = Math.Max(_last + 1, index - _counts.Length + 1); next <= index; next++)
        {
            _counts[next % _counts.Length] = 0;
        }

        _last = Math.Max(_last, index);
    }
}

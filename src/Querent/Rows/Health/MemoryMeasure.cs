namespace Querent;

/// <summary>How many bytes an hour the memory grows, by its lowest sizes in the first and in the last third of the last hour.</summary>
internal sealed class MemoryMeasure(double threshold) : HealthMeasure(HealthRule.MemoryGrowth, threshold)
{
    private const int Most = 60;

    private static readonly TimeSpan Spacing = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(15);

    private readonly List<(TimeSpan Time, long Bytes)> _sizes = [];

    public override double? Measure(HealthSample sample)
    {
        if (_sizes.Count > 0 && sample.Time - _sizes[^1].Time < Spacing)
        {
            return null;
        }

        _sizes.Add((sample.Time, sample.Memory));
        if (_sizes.Count > Most)
        {
            _sizes.RemoveAt(0);
        }

        int third = _sizes.Count / 3;
        if (third == 0 || sample.Time - _sizes[0].Time < Least)
        {
            return null;
        }

        (TimeSpan Time, long Bytes) first = _sizes.Take(third).MinBy(size => size.Bytes);
        (TimeSpan Time, long Bytes) last = _sizes.TakeLast(third).MinBy(size => size.Bytes);
        return (last.Bytes - first.Bytes) / (last.Time - first.Time).TotalHours;
    }
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Querent.Answers.Suite.Values;

/// <summary>Makes values from a range's least to its greatest: often one of these, or the value beside it.</summary>
internal sealed class RangeMaker(Random random)
{
    public object Make(Type type, RangeAttribute range)
    {
        // Its bounds are texts until it was asked once.
        _ = range.IsValid(null);
        return (range.Minimum, range.Maximum) switch
        {
            (DateOnly least, DateOnly greatest) => DateOnly.FromDayNumber((int)Ticks(least.DayNumber, greatest.DayNumber)),
            (TimeOnly least, TimeOnly greatest) => new TimeOnly(Ticks(least.Ticks, greatest.Ticks)),
            (TimeSpan least, TimeSpan greatest) => new TimeSpan(Ticks(least.Ticks, greatest.Ticks)),
            (DateTime least, DateTime greatest) => new DateTime(Ticks(least.Ticks, greatest.Ticks), (DateTimeKind)random.Next(3)),
            (DateTimeOffset least, DateTimeOffset greatest) => new DateTimeOffset(Ticks(least.UtcTicks, greatest.UtcTicks), TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(random.Next(-840, 841))),
            _ => Number(type, range),
        };
    }

    private object Number(Type type, RangeAttribute range)
    {
        double least = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
        double greatest = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        double value = random.Next(6) switch
        {
            0 => least,
            1 => greatest,
            2 => Math.BitIncrement(least),
            3 => Math.BitDecrement(greatest),
            _ => least + (random.NextDouble() * (greatest - least)),
        };
        return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    private long Ticks(long least, long greatest) => random.Next(6) switch
    {
        0 => least,
        1 => greatest,
        2 => least + 1,
        3 => greatest - 1,
        _ => random.NextInt64(least, greatest + 1),
    };
}

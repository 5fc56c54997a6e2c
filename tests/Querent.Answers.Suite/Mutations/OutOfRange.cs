using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Values around the ends of a range, of which those outside are wrong.</summary>
internal static class OutOfRange
{
    public static IEnumerable<object> Of(Type type, RangeAttribute range)
    {
        // Its bounds are texts until it was asked once.
        _ = range.IsValid(null);
        return (range.Minimum, range.Maximum) switch
        {
            (DateOnly least, DateOnly greatest) => [DateOnly.MinValue, least.AddDays(-1), least, greatest, greatest.AddDays(1), DateOnly.MaxValue],
            (TimeOnly least, TimeOnly greatest) => [TimeOnly.MinValue, new TimeOnly(least.Ticks - 1), least, greatest, new TimeOnly(greatest.Ticks + 1), TimeOnly.MaxValue],
            (TimeSpan least, TimeSpan greatest) => [TimeSpan.MinValue, new TimeSpan(least.Ticks - 1), least, greatest, new TimeSpan(greatest.Ticks + 1), TimeSpan.MaxValue],
            (DateTime least, DateTime greatest) => [DateTime.MinValue, least.AddTicks(-1), DateTime.SpecifyKind(greatest, DateTimeKind.Utc).AddTicks(1), DateTime.MaxValue],
            (DateTimeOffset least, DateTimeOffset greatest) => [DateTimeOffset.MinValue, least.AddTicks(-1).ToOffset(TimeSpan.FromHours(-3)), least, greatest, greatest.ToOffset(TimeSpan.FromHours(5)).AddTicks(1), DateTimeOffset.MaxValue],
            _ => Numbers(type, range),
        };
    }

    private static IEnumerable<object> Numbers(Type type, RangeAttribute range)
    {
        double least = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
        double greatest = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        foreach (double value in (double[])[least - 1, Math.BitDecrement(least), least, greatest, Math.BitIncrement(greatest), greatest + 1])
        {
            if (As(type, value) is { } number)
            {
                yield return number;
            }
        }
    }

    // Null where the type does not hold it.
    private static object? As(Type type, double value)
    {
        try
        {
            return double.IsFinite(value) ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}

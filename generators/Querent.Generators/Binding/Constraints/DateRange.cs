using System.Globalization;
using Querent.Generators.Binding.Data;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Constraints;

/// <summary>A <c>[Range(typeof(DateOnly), …)]</c>, and the same for other kinds of dates and times.</summary>
internal static class DateRange
{
    public static bool IsFor(ValueKind kind)
        => kind is ValueKind.DateOnly or ValueKind.TimeOnly or ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.TimeSpan;

    /// <summary>The range; null with a reason when it does not fit the type.</summary>
    public static ValueRange? Of(RangeShape range, TypeShape type, out string problem)
    {
        if (range.Type != type.FullName)
        {
            problem = $"its bounds are no '{type.DisplayName}'; write [Range(typeof({type.DisplayName}), \"…\", \"…\")]";
            return null;
        }

        (long Ticks, string Code)? minimum = Bound(range.Minimum, type, out string minimumProblem);
        (long Ticks, string Code)? maximum = Bound(range.Maximum, type, out string maximumProblem);
        bool isEmpty = (range.MinimumIsExclusive || range.MaximumIsExclusive) && minimum?.Ticks == maximum?.Ticks;
        problem = minimum is null ? minimumProblem
            : maximum is null ? maximumProblem
            : minimum.Value.Ticks > maximum.Value.Ticks ? $"its least value {range.Minimum} is greater than its greatest value {range.Maximum}"
            : isEmpty ? $"no '{type.DisplayName}' lies between {range.Minimum} and {range.Maximum}"
            : "";
        return problem.Length > 0
            ? null
            : new ValueRange(minimum!.Value.Code, maximum!.Value.Code, ValueRange.Describe(range.Minimum, range.Maximum, range.MinimumIsExclusive, range.MaximumIsExclusive), "")
            {
                MinimumIsExclusive = range.MinimumIsExclusive,
                MaximumIsExclusive = range.MaximumIsExclusive,
                Ticks = (minimum.Value.Ticks, maximum.Value.Ticks),
            };
    }

    /// <summary>Whether a range of dates or times holds one.</summary>
    /// <param name="range">The range.</param>
    /// <param name="canonical">The date or time in the form of <see cref="DataTexts.Canonical"/>.</param>
    /// <param name="kind">What it is.</param>
    public static bool Holds(ValueRange range, string canonical, ValueKind kind)
    {
        long ticks = TicksOf(canonical, kind);
        return (range.MinimumIsExclusive ? ticks > range.Ticks.Least : ticks >= range.Ticks.Least)
            && (range.MaximumIsExclusive ? ticks < range.Ticks.Greatest : ticks <= range.Ticks.Greatest);
    }

    private static (long Ticks, string Code)? Bound(string? text, TypeShape type, out string problem)
    {
        string name = type.FullName;
        if (DataTexts.Canonical(text ?? "", type.Kind, out string? reason) is not { } canonical)
        {
            problem = $"its bound \"{text}\" is none: {reason}";
            return null;
        }

        problem = "";
        long ticks = TicksOf(canonical, type.Kind);
        switch (type.Kind)
        {
            case ValueKind.TimeSpan or ValueKind.TimeOnly:
                return (ticks, $"new {name}({Text(ticks)}L)");
            case ValueKind.DateOnly:
                var day = new DateTime(ticks);
                return (ticks, $"new {name}({Text(day.Year)}, {Text(day.Month)}, {Text(day.Day)})");
            case ValueKind.DateTime:
                return (ticks, $"new {name}({Text(ticks)}L, global::System.DateTimeKind.{MomentOf(canonical).Kind})");
            default:
                DateTimeOffset instant = InstantOf(canonical);
                return (ticks, $"new {name}({Text(instant.Ticks)}L, new global::System.TimeSpan({Text(instant.Offset.Ticks)}L))");
        }
    }

    private static long TicksOf(string canonical, ValueKind kind) => kind switch
    {
        ValueKind.TimeSpan => TimeSpan.ParseExact(canonical, "c", CultureInfo.InvariantCulture).Ticks,
        ValueKind.TimeOnly => DateTime.ParseExact(canonical, "HH:mm:ss.fffffff", CultureInfo.InvariantCulture).TimeOfDay.Ticks,
        ValueKind.DateOnly => DateTime.ParseExact(canonical, "yyyy-MM-dd", CultureInfo.InvariantCulture).Ticks,
        ValueKind.DateTime => MomentOf(canonical).Ticks,
        _ => InstantOf(canonical).UtcTicks,
    };

    private static DateTime MomentOf(string canonical) => DateTime.ParseExact(canonical, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static DateTimeOffset InstantOf(string canonical) => DateTimeOffset.ParseExact(canonical, "O", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

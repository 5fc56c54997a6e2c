using System.Globalization;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Constraints;

/// <summary>A <c>[Range]</c> in terms of the number that it is on.</summary>
internal static class NumberRange
{
    private const decimal Smallest = 0.0000000000000000000000000001m;

    /// <summary>The range; null with a reason when it does not fit the type.</summary>
    public static ValueRange? Of(RangeShape range, TypeShape type, out string problem)
    {
        bool isText = !TryParse(range.Minimum, out double minimum) | !TryParse(range.Maximum, out double maximum);
        problem = isText ? "its bounds are no numbers"
            : minimum > maximum ? $"its least value {range.Minimum} is greater than its greatest value {range.Maximum}"
            : "";
        if (problem.Length > 0)
        {
            return null;
        }

        ValueRange? result = type.Kind switch
        {
            ValueKind.Integer => OfIntegers(range, IntegerBounds.All[type.FullName]),
            ValueKind.Decimal => OfDecimals(range),
            _ => OfDoubles(range, minimum, maximum, type.FullName),
        };
        problem = result is null ? $"no '{type.DisplayName}' lies between {range.Minimum} and {range.Maximum}" : "";
        return result;
    }

    // What lies beside an exclusive bound is an inclusive one.
    private static ValueRange? OfIntegers(RangeShape range, (decimal Least, decimal Greatest) type)
    {
        decimal minimum = ToDecimal(range.Minimum!);
        decimal maximum = ToDecimal(range.Maximum!);
        minimum = range.MinimumIsExclusive && minimum < type.Greatest ? Math.Floor(minimum) + 1 : Math.Ceiling(minimum);
        maximum = range.MaximumIsExclusive && maximum > type.Least ? Math.Ceiling(maximum) - 1 : Math.Floor(maximum);
        if (minimum > maximum || minimum > type.Greatest || maximum < type.Least)
        {
            return null;
        }

        string? least = minimum <= type.Least ? null : Text(minimum);
        string? greatest = maximum >= type.Greatest ? null : Text(maximum);
        return new ValueRange(
            Text(Math.Max(minimum, type.Least)),
            Text(Math.Min(maximum, type.Greatest)),
            ValueRange.Describe(least, greatest, isAbove: false, isBelow: false),
            Bounds(least, greatest, isAbove: false, isBelow: false));
    }

    private static ValueRange? OfDecimals(RangeShape range)
    {
        decimal minimum = ToDecimal(range.Minimum!);
        decimal maximum = ToDecimal(range.Maximum!);
        string? least = minimum == decimal.MinValue ? null : Text(minimum);
        string? greatest = maximum == decimal.MaxValue ? null : Text(maximum);
        return IsEmpty(range, minimum == maximum)
            ? null
            : Range(range, Text(minimum) + "m", Text(maximum) + "m", (least, greatest), (least, greatest));
    }

    private static ValueRange? OfDoubles(RangeShape range, double minimum, double maximum, string type)
    {
        double greatest = type == "float" ? float.MaxValue : double.MaxValue;
        string? least = minimum <= -greatest ? null : range.Minimum;
        string? most = maximum >= greatest ? null : range.Maximum;
        return IsEmpty(range, minimum == maximum)
            ? null
            : Range(range, Literal(minimum), Literal(maximum), (least, most), (Number(minimum, least), Number(maximum, most)));

        static string? Number(double bound, string? text) => text is null ? null : bound.ToString("R", CultureInfo.InvariantCulture);

        string Literal(double bound)
            => bound <= -greatest ? $"{type}.MinValue"
                : bound >= greatest ? $"{type}.MaxValue"
                : type == "float" && (float)bound == 0 && bound != 0 ? (bound > 0 ? "float.Epsilon" : "-float.Epsilon")
                : type == "float" ? ((float)bound).ToString("R", CultureInfo.InvariantCulture) + "f"
                : bound.ToString("R", CultureInfo.InvariantCulture) + "d";
    }

    private static bool IsEmpty(RangeShape range, bool isOneValue) => isOneValue && (range.MinimumIsExclusive || range.MaximumIsExclusive);

    private static ValueRange Range(RangeShape range, string minimum, string maximum, (string? Least, string? Greatest) words, (string? Least, string? Greatest) numbers)
        => new(
            minimum,
            maximum,
            ValueRange.Describe(words.Least, words.Greatest, range.MinimumIsExclusive, range.MaximumIsExclusive),
            Bounds(numbers.Least, numbers.Greatest, range.MinimumIsExclusive, range.MaximumIsExclusive))
        {
            MinimumIsExclusive = range.MinimumIsExclusive,
            MaximumIsExclusive = range.MaximumIsExclusive,
        };

    private static string Bounds(string? minimum, string? maximum, bool isAbove, bool isBelow)
        => (minimum is null ? "" : $",\"{(isAbove ? "exclusiveMinimum" : "minimum")}\":{minimum}")
            + (maximum is null ? "" : $",\"{(isBelow ? "exclusiveMaximum" : "maximum")}\":{maximum}");

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool TryParse(string? text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsNaN(value);

    private static decimal ToDecimal(string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
        {
            // What a decimal cannot tell from 0, as double.Epsilon, is beside it all the same.
            return value == 0 && TryParse(text, out double exact) ? Math.Sign(exact) * Smallest : value;
        }

        // Beyond what a decimal holds.
        return text.StartsWith("-", StringComparison.Ordinal) ? decimal.MinValue : decimal.MaxValue;
    }
}

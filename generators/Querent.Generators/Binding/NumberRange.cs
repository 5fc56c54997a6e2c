using System.Globalization;
using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>A <c>[Range]</c> in terms of the number that it is on.</summary>
/// <param name="Minimum">The least value as C# of the number's own type.</param>
/// <param name="Maximum">The greatest value as C# of the number's own type.</param>
/// <param name="Text">What a model is told.</param>
/// <param name="Keywords">The bounds as keywords of JSON schema, each behind a comma.</param>
internal sealed record NumberRange(string Minimum, string Maximum, string Text, string Keywords)
{
    /// <summary>The range; null with a reason when it does not fit the type.</summary>
    public static NumberRange? Of(RangeShape range, TypeShape type, out string problem)
    {
        bool isText = !TryParse(range.Minimum, out double minimum) | !TryParse(range.Maximum, out double maximum);
        problem = !type.Kind.IsNumber() ? $"a '{type.DisplayName}' is no number"
            : range.IsExclusive ? "exclusive bounds are not supported yet; make the bounds inclusive"
            : isText ? "its bounds are no numbers"
            : minimum > maximum ? $"its least value {range.Minimum} is greater than its greatest value {range.Maximum}"
            : "";
        if (problem.Length > 0)
        {
            return null;
        }

        NumberRange? result = type.Kind switch
        {
            ValueKind.Integer => OfDecimals(range, IntegerBounds.All[type.FullName], isInteger: true),
            ValueKind.Decimal => OfDecimals(range, (decimal.MinValue, decimal.MaxValue), isInteger: false),
            _ => OfDoubles(range, minimum, maximum, type.FullName),
        };
        problem = result is null ? $"no '{type.DisplayName}' lies between {range.Minimum} and {range.Maximum}" : "";
        return result;
    }

    private static NumberRange? OfDecimals(RangeShape range, (decimal Least, decimal Greatest) type, bool isInteger)
    {
        decimal minimum = ToDecimal(range.Minimum!);
        decimal maximum = ToDecimal(range.Maximum!);
        if (isInteger)
        {
            minimum = Math.Ceiling(minimum);
            maximum = Math.Floor(maximum);
        }

        if (minimum > maximum || minimum > type.Greatest || maximum < type.Least)
        {
            return null;
        }

        minimum = Math.Max(minimum, type.Least);
        maximum = Math.Min(maximum, type.Greatest);
        string suffix = isInteger ? "" : "m";
        return new NumberRange(
            minimum.ToString(CultureInfo.InvariantCulture) + suffix,
            maximum.ToString(CultureInfo.InvariantCulture) + suffix,
            Describe(Least(), Greatest()),
            Bounds(Least(), Greatest()));

        string? Least() => minimum == type.Least ? null : minimum.ToString(CultureInfo.InvariantCulture);
        string? Greatest() => maximum == type.Greatest ? null : maximum.ToString(CultureInfo.InvariantCulture);
    }

    private static NumberRange OfDoubles(RangeShape range, double minimum, double maximum, string type)
    {
        double greatest = type == "float" ? float.MaxValue : double.MaxValue;
        return new NumberRange(
            Literal(minimum),
            Literal(maximum),
            Describe(Least(), Greatest()),
            Bounds(Text(minimum, Least()), Text(maximum, Greatest())));

        string? Least() => minimum <= -greatest ? null : range.Minimum;
        string? Greatest() => maximum >= greatest ? null : range.Maximum;

        static string? Text(double bound, string? text) => text is null ? null : bound.ToString("R", CultureInfo.InvariantCulture);

        string Literal(double bound)
            => bound <= -greatest ? $"{type}.MinValue"
                : bound >= greatest ? $"{type}.MaxValue"
                : type == "float" ? ((float)bound).ToString("R", CultureInfo.InvariantCulture) + "f"
                : bound.ToString("R", CultureInfo.InvariantCulture) + "d";
    }

    private static string Describe(string? minimum, string? maximum) => (minimum, maximum) switch
    {
        (null, null) => "",
        (_, null) => $"At least {minimum}.",
        (null, _) => $"At most {maximum}.",
        _ => $"From {minimum} to {maximum}.",
    };

    private static string Bounds(string? minimum, string? maximum)
        => (minimum is null ? "" : $",\"minimum\":{minimum}") + (maximum is null ? "" : $",\"maximum\":{maximum}");

    private static bool TryParse(string? text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsNaN(value);

    private static decimal ToDecimal(string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
        {
            return value;
        }

        // Beyond what a decimal holds.
        return text.StartsWith("-", StringComparison.Ordinal) ? decimal.MinValue : decimal.MaxValue;
    }
}

using System.Globalization;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Data;

/// <summary>Holds a number to its type's bounds and to its range, as the readers of answers do.</summary>
internal static class NumberBinder
{
    /// <param name="number">The number as JSON writes it.</param>
    /// <param name="type">Its type.</param>
    /// <param name="shape">The type's shape.</param>
    /// <param name="range">The range that its member has; null for none.</param>
    /// <param name="problem">Why it does not fit; null where it does.</param>
    public static ScalarData? Bind(string number, TypeRef type, TypeShape shape, RangeShape? range, out string? problem)
    {
        string? text = shape.Kind switch
        {
            ValueKind.Integer => Integer(number, shape, out problem),
            ValueKind.Decimal => Decimal(number, out problem),
            _ => Float(number, shape, out problem),
        };
        if (text is null)
        {
            return null;
        }

        NumberRange? bounds = range is null ? null : NumberRange.Of(range, shape, out _);
        bool isInside = bounds is null || (shape.Kind == ValueKind.Float ? IsFloatInside(text, shape, range!) : IsDecimalInside(text, range!));
        if (!isInside)
        {
            problem = $"it has to be {Lower(bounds!.Text)}";
            return null;
        }

        return new ScalarData(type, text);
    }

    private static string? Integer(string number, TypeShape shape, out string? problem)
    {
        (decimal least, decimal greatest) = IntegerBounds.All[shape.FullName];
        bool isNumber = TryDecimal(number, out decimal value);
        problem = isNumber && value != decimal.Truncate(value) ? "it has to be a whole number"
            : !isNumber || value < least || value > greatest
                ? string.Format(CultureInfo.InvariantCulture, "'{0}' holds whole numbers from {1} to {2}", shape.DisplayName, least, greatest)
                : null;
        return problem is null ? decimal.Truncate(value).ToString("0", CultureInfo.InvariantCulture) : null;
    }

    private static string? Decimal(string number, out string? problem)
    {
        bool fits = TryDecimal(number, out decimal value);
        problem = fits ? null : "it is too large for a 'decimal'";
        return fits ? value.ToString(CultureInfo.InvariantCulture) : null;
    }

    // C# reads the literal by itself, to the last bit: only its size is looked at here.
    private static string? Float(string number, TypeShape shape, out string? problem)
    {
        bool fits = double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && !double.IsInfinity(value)
            && (shape.FullName != "float" || !float.IsInfinity((float)value));
        problem = fits ? null : $"it is too large for a '{shape.DisplayName}'";
        return fits ? number : null;
    }

    private static bool IsDecimalInside(string number, RangeShape range)
    {
        TryDecimal(number, out decimal value);
        return (!TryDecimal(range.Minimum!, out decimal minimum) || value >= minimum) && (!TryDecimal(range.Maximum!, out decimal maximum) || value <= maximum);
    }

    private static bool IsFloatInside(string number, TypeShape shape, RangeShape range)
    {
        double value = Parse(number);
        return value >= Parse(range.Minimum!) && value <= Parse(range.Maximum!);

        // A bound of a float is a float as well.
        double Parse(string text)
        {
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed);
            return shape.FullName == "float" ? (float)parsed : parsed;
        }
    }

    private static bool TryDecimal(string number, out decimal value)
        => decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Lower(string range) => char.ToLowerInvariant(range[0]) + range.Substring(1).TrimEnd('.');
}

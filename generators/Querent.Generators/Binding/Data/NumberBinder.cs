using System.Globalization;
using Querent.Generators.Binding.Constraints;
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
    public static ScalarData? Bind(string number, TypeRef type, TypeShape shape, ValueRange? range, out string? problem)
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

        if (range is not null && !(shape.Kind == ValueKind.Float ? IsFloatInside(text, shape, range) : IsDecimalInside(text, range)))
        {
            problem = $"it has to be {Lower(range.Text)}";
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

    private static bool IsDecimalInside(string number, ValueRange range)
    {
        TryDecimal(number, out decimal value);
        return IsInside(value.CompareTo(Bound(range.Minimum)), value.CompareTo(Bound(range.Maximum)), range);

        static decimal Bound(string code)
        {
            TryDecimal(code.TrimEnd('m'), out decimal bound);
            return bound;
        }
    }

    private static bool IsFloatInside(string number, TypeShape shape, ValueRange range)
    {
        double value = FloatOf(number, shape);
        return IsInside(value.CompareTo(FloatOf(range.Minimum, shape)), value.CompareTo(FloatOf(range.Maximum, shape)), range);
    }

    /// <summary>The value of a number as JSON or C# writes it: of a float, what a float holds of it.</summary>
    public static double FloatOf(string text, TypeShape shape)
    {
        double greatest = shape.FullName == "float" ? float.MaxValue : double.MaxValue;
        double value = text.EndsWith(".MinValue", StringComparison.Ordinal) ? -greatest
            : text.EndsWith(".MaxValue", StringComparison.Ordinal) ? greatest
            : text.EndsWith(".Epsilon", StringComparison.Ordinal) ? (text[0] == '-' ? -float.Epsilon : float.Epsilon)
            : double.Parse(text.TrimEnd('f', 'd'), NumberStyles.Float, CultureInfo.InvariantCulture);
        return shape.FullName == "float" ? (float)value : value;
    }

    private static bool IsInside(int toMinimum, int toMaximum, ValueRange range)
        => (range.MinimumIsExclusive ? toMinimum > 0 : toMinimum >= 0) && (range.MaximumIsExclusive ? toMaximum < 0 : toMaximum <= 0);

    private static bool TryDecimal(string number, out decimal value)
        => decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Lower(string range) => char.ToLowerInvariant(range[0]) + range.Substring(1).TrimEnd('.');
}

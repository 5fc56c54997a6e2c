using System.ComponentModel;
using System.Globalization;

namespace Querent;

/// <summary>Rounds the numbers of prompts, as Jinja2 and Python do. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PromptNumbers
{
    // A double that is so near to a number that ends in 5 is that number.
    private const int DigitsBeyondDoubt = 60;

    /// <summary>The nearest number of so many digits; of two that are as near, the even one.</summary>
    /// <param name="value">The number. An infinity and NaN stay what they are.</param>
    /// <param name="digits">How many digits behind the point, from 0 to 15.</param>
    public static double Round(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return value;
        }

        // Exact, where a multiplication by a power of ten would err: 2.675 is below 2.675.
        string exact = Math.Abs(value).ToString($"F{digits + DigitsBeyondDoubt}", CultureInfo.InvariantCulture);
        string rest = exact[^DigitsBeyondDoubt..];
        string kept = exact[..^DigitsBeyondDoubt];
        bool isTie = rest[0] == '5' && rest.AsSpan(1).IndexOfAnyExcept('0') < 0;
        char last = kept[^1] == '.' ? kept[^2] : kept[^1];
        bool isUp = isTie ? (last - '0') % 2 == 1 : rest[0] >= '5';
        double rounded = isUp
            ? double.Parse(Math.Abs(value).ToString($"F{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : double.Parse(kept, CultureInfo.InvariantCulture);
        return Math.CopySign(rounded, value);
    }

    /// <inheritdoc cref="Round(double, int)"/>
    public static float Round(float value, int digits) => (float)Round((double)value, digits);

    /// <inheritdoc cref="Round(double, int)"/>
    public static decimal Round(decimal value, int digits) => Math.Round(value, digits, MidpointRounding.ToEven);

    /// <summary>The next number of so many digits that is not less.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">How many digits behind the point, from 0 to 15.</param>
    public static double Ceiling(double value, int digits) => Math.Ceiling(value * Math.Pow(10, digits)) / Math.Pow(10, digits);

    /// <inheritdoc cref="Ceiling(double, int)"/>
    public static float Ceiling(float value, int digits) => (float)Ceiling((double)value, digits);

    /// <inheritdoc cref="Ceiling(double, int)"/>
    public static decimal Ceiling(decimal value, int digits) => Math.Round(value, digits, MidpointRounding.ToPositiveInfinity);

    /// <summary>The next number of so many digits that is not greater.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">How many digits behind the point, from 0 to 15.</param>
    public static double Floor(double value, int digits) => Math.Floor(value * Math.Pow(10, digits)) / Math.Pow(10, digits);

    /// <inheritdoc cref="Floor(double, int)"/>
    public static float Floor(float value, int digits) => (float)Floor((double)value, digits);

    /// <inheritdoc cref="Floor(double, int)"/>
    public static decimal Floor(decimal value, int digits) => Math.Round(value, digits, MidpointRounding.ToNegativeInfinity);
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Querent.Emulator;

/// <summary>The range that a number may be in, from the schema's keywords or from the text of its description.</summary>
internal sealed partial record NumberBounds
{
    private const decimal Widest = 1_000_000_000_000_000_000;
    private const decimal FinestStep = 0.000_000_001m;   // so that no quotient leaves a decimal's range
    private const int UsualSpan = 100;
    private const int MostSteps = 1_000;

    public decimal Least { get; private init; }

    public decimal Most { get; private init; }

    /// <summary>Whether the bounds themselves are out of range.</summary>
    public bool ExcludesLeast { get; private init; }

    /// <inheritdoc cref="ExcludesLeast"/>
    public bool ExcludesMost { get; private init; }

    /// <summary>What a number must be a multiple of.</summary>
    public decimal? Step { get; private init; }

    /// <summary>The numbers in between that a description denies.</summary>
    public IReadOnlyList<decimal> Denied { get; private init; } = [];

    /// <summary>Reads a schema's bounds; 0 to 100 where there are none.</summary>
    /// <exception cref="SchemaException">Nothing is in the range.</exception>
    public static NumberBounds Of(JsonElement schema, string path)
    {
        (decimal? least, decimal? most, decimal? above, decimal? below) = FromDescription(schema);
        above = Read(schema, "exclusiveMinimum") ?? above;
        below = Read(schema, "exclusiveMaximum") ?? below;
        least = Read(schema, "minimum") ?? least;
        most = Read(schema, "maximum") ?? most;
        bool excludesLeast = above is not null && (least is null || above >= least);
        bool excludesMost = below is not null && (most is null || below <= most);
        least = excludesLeast ? above : least;
        most = excludesMost ? below : most;

        decimal low = least ?? (most is < 0 ? most.Value - UsualSpan : 0);
        decimal high = most ?? Math.Max(low + UsualSpan, UsualSpan);
        decimal[] denied = [.. DescribedConstraint.Denied(schema).Where(value => value.ValueKind == JsonValueKind.Number).Select(value => Clamp(value.GetDouble(), value.GetRawText()))];
        if (low > high || (low == high && (excludesLeast || excludesMost || denied.Contains(low))))
        {
            throw new SchemaException(path, "no number is within these limits.");
        }

        decimal? step = Read(schema, "multipleOf");
        if (step < FinestStep)
        {
            throw new SchemaException($"{path}.multipleOf", "the emulator makes multiples of 0.000000001 and more.");
        }

        return new NumberBounds { Least = low, Most = high, ExcludesLeast = excludesLeast, ExcludesMost = excludesMost, Step = step, Denied = denied };
    }

    /// <summary>The whole numbers in the range.</summary>
    /// <exception cref="SchemaException">There is none.</exception>
    public AnswerNode ToInteger(string path)
    {
        decimal step = Step ?? 1;
        for (decimal multiple = step; multiple <= step * MostSteps; multiple += step)
        {
            if (multiple == decimal.Truncate(multiple))
            {
                return ToGrid(multiple, path);
            }
        }

        throw new SchemaException(path, "no integer is within these limits.");
    }

    /// <summary>The numbers in the range, whole or not.</summary>
    /// <exception cref="SchemaException">There is none.</exception>
    public AnswerNode ToNumber(string path) => Step is decimal step ? ToGrid(step, path) : new NumberAnswer(this);

    private GridAnswer ToGrid(decimal step, string path)
    {
        decimal first = decimal.Ceiling(Least / step);
        decimal last = decimal.Floor(Most / step);
        first += ExcludesLeast && first * step == Least ? 1 : 0;
        last -= ExcludesMost && last * step == Most ? 1 : 0;
        first = Math.Max(first, long.MinValue);
        last = Math.Min(last, long.MaxValue);
        long[] denied = [.. Denied.Where(value => value % step == 0).Select(value => value / step).Where(factor => factor >= first && factor <= last).Select(factor => (long)factor).Distinct().Order()];
        return last - first >= denied.Length
            ? new GridAnswer((long)first, (long)last, step, denied)
            : throw new SchemaException(path, "no number is within these limits.");
    }

    public bool Holds(double value) =>
        (ExcludesLeast ? value > (double)Least : value >= (double)Least) && (ExcludesMost ? value < (double)Most : value <= (double)Most) && !Denied.Contains((decimal)value);

    private static decimal? Read(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? Clamp(value.GetDouble(), value.GetRawText()) : null;

    // A schema of the Azure profile cannot hold a range; Querent writes it at the description's end.
    private static (decimal? Least, decimal? Most, decimal? Above, decimal? Below) FromDescription(JsonElement schema)
    {
        string text = DescribedConstraint.Description(schema);
        if (RangePattern().Match(text) is { Success: true } range)
        {
            decimal? least = Parse(range.Groups["least"].Value);
            decimal? most = Parse(range.Groups["most"].Value);
            return least > most ? default : (least, most, null, null);
        }

        Match bound = BoundPattern().Match(text);
        return (Of("at least"), Of("at most"), Of("more than"), Of("less than"));

        decimal? Of(string side) =>
            string.Equals(bound.Groups["lower"].Value, side, StringComparison.OrdinalIgnoreCase) ? Parse(bound.Groups["from"].Value)
            : string.Equals(bound.Groups["upper"].Value, side, StringComparison.OrdinalIgnoreCase) ? Parse(bound.Groups["to"].Value)
            : null;
    }

    private static decimal? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? Clamp(value, text) : null;

    private static decimal Clamp(double value, string text) =>
        value >= (double)Widest ? Widest
        : value <= -(double)Widest ? -Widest
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) ? exact
        : (decimal)value;

    [GeneratedRegex(@"\bFrom (?<least>[-+0-9.eE]*[0-9]) to (?<most>[-+0-9.eE]*[0-9])\.?\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RangePattern();

    [GeneratedRegex(
        @"\b((?<lower>At least|More than) (?<from>[-+0-9.eE]*[0-9])( and (?<upper>at most|less than) (?<to>[-+0-9.eE]*[0-9]))?|(?<upper>At most|Less than) (?<to>[-+0-9.eE]*[0-9]))\.?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BoundPattern();
}

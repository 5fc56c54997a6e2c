using Querent.Generators.Model;

namespace Querent.Generators.Binding.Constraints;

/// <summary>A <c>[Range]</c> in terms of the type that it is on.</summary>
/// <param name="Minimum">The least value as C# of that type.</param>
/// <param name="Maximum">The greatest value as C# of that type.</param>
/// <param name="Text">What a model is told.</param>
/// <param name="Keywords">The bounds as keywords of JSON schema, each behind a comma.</param>
internal sealed record ValueRange(string Minimum, string Maximum, string Text, string Keywords)
{
    /// <summary>Whether the bounds themselves are outside: those of integers are moved inside instead.</summary>
    public bool MinimumIsExclusive { get; init; }

    /// <inheritdoc cref="MinimumIsExclusive"/>
    public bool MaximumIsExclusive { get; init; }

    /// <summary>The bounds of a range of dates or times in ticks, those of moments in UTC; 0 for numbers.</summary>
    public (long Least, long Greatest) Ticks { get; init; }

    /// <summary>The range; null with a reason when it does not fit the type.</summary>
    public static ValueRange? Of(RangeShape range, TypeShape type, out string problem)
    {
        if (type.Kind.IsNumber())
        {
            return NumberRange.Of(range, type, out problem);
        }

        if (DateRange.IsFor(type.Kind))
        {
            return DateRange.Of(range, type, out problem);
        }

        problem = $"a '{type.DisplayName}' is no number";
        return null;
    }

    /// <summary>Bounds in words: <c>From 1 to 5.</c>, <c>More than 0 and at most 1.</c></summary>
    public static string Describe(string? minimum, string? maximum, bool isAbove, bool isBelow)
    {
        if (minimum is not null && maximum is not null && !isAbove && !isBelow)
        {
            return $"From {minimum} to {maximum}.";
        }

        string lower = minimum is null ? "" : $"{(isAbove ? "more than" : "at least")} {minimum}";
        string upper = maximum is null ? "" : $"{(isBelow ? "less than" : "at most")} {maximum}";
        string both = lower + (lower.Length > 0 && upper.Length > 0 ? " and " : "") + upper;
        return both.Length == 0 ? "" : char.ToUpperInvariant(both[0]) + both.Substring(1) + ".";
    }
}

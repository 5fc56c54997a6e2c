using System.Globalization;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Constraints;

/// <summary>How long a text, a list or bytes may be, by all attributes that say something of it.</summary>
/// <param name="Minimum">The least length.</param>
/// <param name="Maximum">The greatest length; null for any.</param>
/// <param name="Kind">What it is the length of.</param>
internal sealed record LengthBounds(int Minimum, int? Maximum, ValueKind Kind)
{
    /// <summary>What a model is told: <c>2 to 10 characters.</c></summary>
    public string Words
    {
        get
        {
            string unit = Kind switch { ValueKind.String => "character", ValueKind.Bytes => "byte", _ => "item" };
            return (Minimum, Maximum) switch
            {
                (0, null) => "",
                (_, null) => $"At least {Count(Minimum, unit)}.",
                (0, { } most) => $"At most {Count(most, unit)}.",
                (var least, { } most) when least == most => $"Exactly {Count(most, unit)}.",
                (var least, { } most) => $"{Text(least)} to {Count(most, unit)}.",
            };
        }
    }

    /// <summary>The bounds as keywords; of sets only in so far as a double item does no harm.</summary>
    public string Keywords(ListForm form)
        => (Minimum == 0 ? "" : $",\"minItems\":{Text(Minimum)}")
            + (Maximum is not { } most || form is ListForm.Set or ListForm.ImmutableSet or ListForm.Collection ? "" : $",\"maxItems\":{Text(most)}");

    /// <summary>Whether the keywords say all.</summary>
    public static bool HasKeywords(ValueKind kind, ListForm form)
        => kind == ValueKind.List && form is not (ListForm.Set or ListForm.ImmutableSet or ListForm.Collection);

    private static string Count(int count, string unit) => $"{Text(count)} {unit}{(count == 1 ? "" : "s")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

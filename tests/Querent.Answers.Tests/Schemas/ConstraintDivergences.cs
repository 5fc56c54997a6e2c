using System.ComponentModel.DataAnnotations;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Tests.Schemas;

/// <summary>The ways in which a schema and a reader may differ on what validation attributes ask for.</summary>
internal static class ConstraintDivergences
{
    public static IReadOnlyList<Divergence> All { get; } =
    [
        new("a [Range] in Azure's profile",
            "Azure's strict subset has no minimum and maximum; the range stands in the description.",
            (found, _) => found.IsRefusedAlone("range") && found.Expected("a value") && !found.IsWide),
        new("a range of dates",
            "JSON schema compares numbers alone; the range stands in the description.",
            (found, _) => found.IsRefusedAlone("range") && found.Expected("a value") && found.IsWide && !IsNumber(found.RefusedSlot)),
        new("a number beside a bound",
            "NJsonSchema compares numbers to some fifteen digits, the reader all of them.",
            (found, _) => found.IsWide && (found.IsRefusedAlone("range") || found.IsTakenAlone) && found.HasNumberBesideBound),
        new("a length of items in Azure's profile",
            "Azure's strict subset has no minItems and maxItems; the length stands in the description.",
            (found, _) => found.IsRefusedAlone("length") && !found.IsWide && found.RefusedSlot?.Shape is ListShape),
        new("a length of a set",
            "JSON schema counts an item that is there twice as two, and a set has it once: a keyword would refuse too little of the least, and too much of the greatest.",
            (found, _) => found.IsRefusedAlone("length") && found.IsWide && found.RefusedSlot?.Shape is ListShape { IsSet: true }),
        new("a length of texts and bytes",
            "JSON schema counts code points, .NET UTF-16 units, and of bytes not the characters of their Base64; the length stands in the description.",
            (found, _) => found.IsRefusedAlone("length") && found.RefusedSlot?.Shape is ScalarShape),
        new("white space for a [Required] text",
            "No keyword says what white space is to .NET.",
            (found, _) => found.IsRefusedAlone("empty")),
        new("a [RegularExpression] in Azure's profile",
            "Azure's strict subset has no pattern; it stands in the description.",
            (found, _) => found.IsRefusedAlone("pattern") && !found.IsWide),
        new("a [RegularExpression] that JSON schema would read otherwise",
            "What goes by Unicode's tables, and what looks around, stands in the description.",
            (found, _) => found.IsRefusedAlone("pattern") && found.IsWide && found.RefusedSlot!.Constraints.OfType<RegularExpressionAttribute>().Any(pattern => pattern.Pattern.Contains('\\', StringComparison.Ordinal))),
        new("[DeniedValues] but for enums",
            "Neither profile has a keyword for what is not to be; the values stand in the description.",
            (found, _) => found.IsRefusedAlone("denied") && found.RefusedSlot?.Shape is not EnumShape),
        new("a [Url]",
            "JSON schema's uri is another set of texts: the attribute looks at the scheme alone, and takes no other.",
            (found, _) => found.IsRefusedAlone("format") && found.IsWide && found.RefusedSlot!.Constraints.OfType<UrlAttribute>().Any()),
        new("JSON schema's email",
            "It is narrower than the attribute, which looks for one @ with something on either side.",
            (found, judge) => found.IsTakenAlone && found.IsWide && judge.Accepts(found.With<EmailAddressAttribute>("a@example.com")) != false),
    ];

    private static bool IsNumber(Slot? slot) => slot?.Shape.Type is { IsPrimitive: true } || slot?.Shape.Type == typeof(decimal);
}

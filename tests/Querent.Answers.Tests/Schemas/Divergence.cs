using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Querent.Answers.Suite.Documents;

namespace Querent.Answers.Tests.Schemas;

/// <summary>One way in which a schema and a reader may differ: all that there are.</summary>
/// <param name="Name">What differs.</param>
/// <param name="Reason">Why it cannot be otherwise.</param>
/// <param name="Explains">Whether it is this.</param>
internal sealed partial record Divergence(string Name, string Reason, Func<Disagreement, SchemaJudge, bool> Explains)
{
    public static IReadOnlyList<Divergence> All { get; } =
    [
        new("the bounds of a number's type",
            "A schema says integer or number, and no strict subset has more; what an Int32 or a Decimal holds is the reader's.",
            (found, _) => found.IsRefusedAlone("range") && !found.Expected("a value")),
        new("a form in Azure's profile",
            "Azure's strict subset has neither format nor pattern; the form stands in the description.",
            (found, _) => found.IsRefusedAlone("format") && !found.IsWide),
        new("a form that no keyword says",
            "Neither profile has a keyword for a URI that may be relative, one UTF-16 character, or Base64.",
            (found, _) => found.IsRefusedAlone("format") && found.IsWide && found.Expected("a URI", "one character", "Base64")),
        new("NJsonSchema's uuid and date-time",
            "It takes any form that Guid and DateTimeOffset parse: braces, no hyphens, a date without a time, a time without an offset.",
            (found, _) => found.IsRefusedAlone("format") && found.IsWide && found.Expected("a UUID", "a date and time of ISO 8601")),
        new("a property twice",
            "NJsonSchema looks at a tree of objects, where the last of the two has replaced the first.",
            (found, _) => found.IsRefusedAlone("duplicate")),
        new("a discriminator that is late",
            "A schema knows no order; models keep to that of the schema, and the reader reads once.",
            (found, _) => found.IsRefusedAlone("union") && !found.Refusal!.Path.EndsWith("$type", StringComparison.Ordinal)),
        new("half a surrogate pair",
            "JSON's grammar has it, and NJsonSchema takes it for text.",
            (found, _) => found.IsRefusedAlone("json") && Encoding.UTF8.GetString(found.Json).Contains("\\u", StringComparison.Ordinal)),
        new("an integer as 42.0",
            "An integer by JSON schema since draft 6 and by the reader; NJsonSchema goes by how it is written.",
            (found, judge) => found.IsTakenAlone && judge.Accepts(Plain(found.Json)) != false),
        new("a number beyond 64 bits",
            "NJsonSchema throws at such a number in some places; the reader takes it where its type does.",
            (found, _) => found.BySchema is null),
        new("other forms of times and durations",
            "The pattern asks for the one form that models should write; the reader takes 09:30, 9:30:00 for a duration, and days of eight digits too.",
            (found, judge) => found.IsTakenAlone && found.IsWide && judge.Accepts(Plain(Usual(found.Json))) != false),
        .. ConstraintDivergences.All,
    ];

    // Integers without a fraction and an exponent.
    private static byte[] Plain(byte[] json)
        => Encoding.UTF8.GetBytes(Decorated().Replace(Encoding.UTF8.GetString(json), match => match.Groups[1].Success ? Plain(match.Value) : match.Value));

    private static string Plain(string number)
        => decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && decimal.IsInteger(value)
            ? value.ToString("0", CultureInfo.InvariantCulture)
            : number;

    private static byte[] Usual(byte[] json)
        => Encoding.UTF8.GetBytes(Unusual().Replace(Encoding.UTF8.GetString(NodeWriter.Write(NodeReader.Read(Encoding.UTF8.GetString(json)))), "\"01:00:00\""));

    // Strings are passed over.
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|(-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Decorated();

    [GeneratedRegex("""
        "-?(?:[0-9]{1,8}\.)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Unusual();
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Querent.Emulator;

/// <summary>
/// A length, a pattern or what else is asked of a value in words, as Querent writes it into the description where a subset has no
/// keyword for it: what a model would go by.
/// </summary>
internal static partial class DescribedConstraint
{
    /// <summary>The lengths that a description tells of; null for what it does not.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="unit">What is counted: <c>character</c>, <c>item</c> or <c>byte</c>.</param>
    public static (int? Least, int? Most) Length(JsonElement schema, string unit)
    {
        foreach (Match match in LengthPattern().Matches(Description(schema)))
        {
            if (match.Groups["unit"].Value == unit && Number(match.Groups["last"]) is int last)
            {
                return match.Groups["kind"].Value switch
                {
                    "At least" => (last, null),
                    "At most" => (null, last),
                    "Exactly" => (last, last),
                    _ => (Number(match.Groups["first"]), last),
                };
            }
        }

        return default;
    }

    /// <summary>What makes text of the pattern that a description tells of; null for none, or one that the emulator has no text for.</summary>
    public static PatternAnswer? Pattern(JsonElement schema)
    {
        Match match = PatternPattern().Match(Description(schema));
        try
        {
            return match.Success ? PatternAnswer.Parse(match.Groups["pattern"].Value, "$") : null;
        }
        catch (SchemaException)
        {
            return null;
        }
    }

    /// <summary>The values that a description says are never the answer.</summary>
    public static IReadOnlyList<JsonElement> Denied(JsonElement schema) =>
        [.. DenialPattern().Matches(Description(schema)).SelectMany(match => match.Groups["value"].Captures).Select(capture => JsonElement.Parse(capture.Value))];

    /// <summary>The extensions, without points, that a description gives a file's name; none where it tells of no such name.</summary>
    public static string[] Extensions(JsonElement schema) =>
        ExtensionsPattern().Match(Description(schema)).Groups["list"].Value.Split([',', ' ', '.'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A schema's description; empty where it has none.</summary>
    public static string Description(JsonElement schema) =>
        schema.TryGetProperty("description", out JsonElement description) && description.ValueKind == JsonValueKind.String ? description.GetString()! : "";

    private static int? Number(Group group) => int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"(?:(?<kind>At least|At most|Exactly)|\b(?<first>[0-9]+) to) (?<last>[0-9]+) (?<unit>character|item|byte)s?\.", RegexOptions.CultureInvariant)]
    private static partial Regex LengthPattern();

    [GeneratedRegex(@"Matches the regular expression (?<pattern>.+) as a whole\.", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PatternPattern();

    [GeneratedRegex(
        """
        \bNever[ ](?<value>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false)
        (?:[ ]or[ ](?<value>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false))*\.(?=\s|\z)
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex DenialPattern();

    [GeneratedRegex(@"A file name that ends in one of these: (?<list>.+?)\.(?=\s|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex ExtensionsPattern();
}

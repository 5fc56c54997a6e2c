using System.Collections.Frozen;

namespace Querent.Emulator;

/// <summary>The numbers and keywords of one strict subset.</summary>
/// <remarks>The limits on names and enums stand on OpenAI's page only; both profiles hold to them.</remarks>
internal sealed record SchemaLimits(int Properties, int Levels, FrozenSet<string> Keywords)
{
    public const int StringCharacters = 120_000;
    public const int EnumValues = 1_000;
    public const int LargeEnumValues = 250;
    public const int LargeEnumCharacters = 15_000;

    private static readonly string[] Common =
        ["type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "$ref", "$defs", "definitions", "$schema", "title", "description"];

    private static readonly SchemaLimits Azure = new(100, 5, Common.ToFrozenSet(StringComparer.Ordinal));

    private static readonly SchemaLimits OpenAI = new(
        5_000,
        10,
        Common.Concat(["pattern", "format", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems"])
            .ToFrozenSet(StringComparer.Ordinal));

    /// <summary>The string formats that OpenAI's page lists.</summary>
    public static FrozenSet<string> Formats { get; } =
        FrozenSet.Create(StringComparer.Ordinal, "date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

    public static SchemaLimits Of(SchemaProfile profile) => profile == SchemaProfile.OpenAI ? OpenAI : Azure;
}

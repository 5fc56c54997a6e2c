using System.Text.Json;

namespace Querent.Emulator;

/// <summary>The types that a schema names.</summary>
internal static class SchemaTypes
{
    private static readonly string[] Names = ["string", "number", "integer", "boolean", "object", "array", "null"];

    /// <summary>The names in <c>type</c>, one or several; empty when there is none or one is unknown.</summary>
    public static IReadOnlyList<string> Of(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out JsonElement type))
        {
            return [];
        }

        string[] names = type.ValueKind switch
        {
            JsonValueKind.String => [type.GetString()!],
            JsonValueKind.Array => [.. type.EnumerateArray().Select(name => name.ValueKind == JsonValueKind.String ? name.GetString()! : "")],
            _ => [],
        };
        return names.All(name => Names.Contains(name)) ? names : [];
    }

    /// <summary>Whether a value is of one of the schema's types.</summary>
    public static bool Fits(JsonElement schema, JsonElement value) => Of(schema).Any(name => value.ValueKind switch
    {
        JsonValueKind.String => name == "string",
        JsonValueKind.Number => name == "number" || (name == "integer" && value.TryGetInt64(out _)),
        JsonValueKind.True or JsonValueKind.False => name == "boolean",
        JsonValueKind.Object => name == "object",
        JsonValueKind.Array => name == "array",
        _ => name == "null",
    });
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Querent.Emulator.Tests;

/// <summary>Bodies to send.</summary>
internal static class Requests
{
    public const string Schema =
        """
        {"type":"object","properties":{"intent":{"type":"string","enum":["card","cash"]},"score":{"type":"integer","description":"A mark. From 1 to 5."},
        "confidence":{"type":"number","description":"From 0 to 1."},"note":{"type":["string","null"]},"tags":{"type":"array","items":{"type":"string"}}},
        "required":["intent","score","confidence","note","tags"],"additionalProperties":false}
        """;

    public static string Ask(string user = "Where is my card?", string? schema = Schema, bool strict = true, string name = "triage") =>
        AskWith(user, schema is null ? null : $$"""{"type":"json_schema","json_schema":{"name":{{Quote(name)}},"strict":{{(strict ? "true" : "false")}},"schema":{{schema}} } }""");

    public static string AskWith(string user, string? format) =>
        $$"""{"model":"gpt-4o-mini","messages":[{"role":"system","content":"You help."},{"role":"user","content":{{Quote(user)}}}]{{FormatOf(format)}} }""";

    /// <summary>A request that is right but for one top-level property.</summary>
    public static string But(string property, string? value)
    {
        JsonObject body = JsonNode.Parse(Ask(schema: null))!.AsObject();
        body.Remove(property);
        if (value is not null)
        {
            body[property] = JsonNode.Parse(value);
        }

        return body.ToJsonString();
    }

    private static string FormatOf(string? format) => format is null ? "" : ",\"response_format\":" + format;

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}

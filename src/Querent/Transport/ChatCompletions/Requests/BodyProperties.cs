using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Querent;

/// <summary>A caller's own properties of each request's body, checked and copied.</summary>
internal sealed class BodyProperties
{
    private const string Generated = "It is generated from the row type.";
    private const string OneAnswer = "A query has one answer in one piece: leave it out.";
    private const string NoTools = "Tools are not offered to the model: bring an IChatClient that calls them, with the package Querent.Extensions.AI.";

    private static readonly FrozenDictionary<string, string> Reserved = new Dictionary<string, string>
    {
        ["model"] = "Set Deployment.",
        ["messages"] = Generated,
        ["response_format"] = Generated,
        ["max_tokens"] = "Set MaxOutputTokens of the query.",
        ["max_completion_tokens"] = "Set MaxOutputTokens of the query.",
        ["temperature"] = "Set Temperature.",
        ["reasoning_effort"] = "Set ReasoningEffort.",
        ["stream"] = OneAnswer,
        ["stream_options"] = OneAnswer,
        ["n"] = OneAnswer,
        ["audio"] = OneAnswer,
        ["modalities"] = OneAnswer,
        ["tools"] = NoTools,
        ["tool_choice"] = NoTools,
        ["parallel_tool_calls"] = NoTools,
        ["functions"] = NoTools,
        ["function_call"] = NoTools,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What a query may set too, and then in the place of these.
    private static readonly FrozenSet<string> Replaceable = FrozenSet.Create(StringComparer.Ordinal, "top_p", "seed", "stop");

    private readonly (string Name, byte[] Json)[] _properties;

    private BodyProperties((string Name, byte[] Json)[] properties) => _properties = properties;

    public static BodyProperties None { get; } = new([]);

    /// <exception cref="ArgumentException">A property is the transport's own, or would break the reading of answers.</exception>
    public static BodyProperties Create(JsonObject? properties)
    {
        if (properties is null)
        {
            return None;
        }

        foreach ((string name, JsonNode? value) in properties)
        {
            if (Reserved.TryGetValue(name, out string? instead) && !(name == "n" && value is JsonValue one && one.TryGetValue(out int count) && count == 1))
            {
                throw OptionError.Wrong("BodyProperties", $"The body property '{name}' cannot be set. {instead}");
            }
        }

        return new BodyProperties([.. properties.Select(property => (property.Key, Utf8(property.Value)))]);
    }

    /// <summary>Writes what is the same for all requests.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        foreach ((string name, byte[] value) in _properties)
        {
            if (!Replaceable.Contains(name))
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }
        }
    }

    /// <summary>Writes one of those that a query may set too, where the caller gave it.</summary>
    public void WriteReplaceable(string name, Utf8JsonWriter json)
    {
        foreach ((string known, byte[] value) in _properties)
        {
            if (known == name)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }
        }
    }

    private static byte[] Utf8(JsonNode? value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (value is null)
            {
                json.WriteNullValue();
            }
            else
            {
                value.WriteTo(json);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }
}

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Querent.Emulator;

/// <summary>What an answer must look like, read once from a <c>response_format</c> and kept for every request that sends the same.</summary>
internal sealed partial class ResponseFormat
{
    private const int LongestName = 64;

    private ResponseFormat(string type) => Type = type;

    /// <summary><c>text</c>, <c>json_object</c> or <c>json_schema</c>.</summary>
    public string Type { get; }

    /// <summary>The schema's name.</summary>
    public string? Name { get; private init; }

    /// <summary>The schema as it was sent.</summary>
    public string? SchemaJson { get; private init; }

    /// <summary>A stable hash of the whole format.</summary>
    public ulong Hash { get; init; }

    /// <summary>Makes answers; null for text.</summary>
    public AnswerNode? Answer { get; private init; }

    /// <summary>Reads a format; refuses what the service would refuse.</summary>
    public static ResponseFormat Read(ReadOnlySpan<byte> utf8, SchemaProfile profile, ulong hash)
    {
        string json = Encoding.UTF8.GetString(utf8);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 128 });
        JsonElement format = document.RootElement;
        if (format.ValueKind != JsonValueKind.Object)
        {
            throw RequestRejectedException.InvalidRequest(
                "Invalid type for 'response_format': expected an object.", "response_format", "invalid_type");
        }

        string type = RequiredString(format, "type", "response_format.type");
        switch (type)
        {
            case "text":
                return new ResponseFormat(type) { Hash = hash };
            case "json_object":
                return new ResponseFormat(type) { Hash = hash, Answer = AnswerNode.AnyObject };
            case "json_schema":
                return ReadSchema(format, profile, hash);
            default:
                throw RequestRejectedException.InvalidRequest(
                    $"Invalid value: '{type}'. Supported values are: 'json_object', 'json_schema', and 'text'.", "response_format.type", "invalid_value");
        }
    }

    /// <summary>Refuses a free JSON object whose prompt never says JSON: the service does, for a model would not stop.</summary>
    public void CheckPrompt(ReadOnlySpan<byte> messages)
    {
        if (Type == "json_object" && messages.IndexOf("json"u8) < 0 && messages.IndexOf("JSON"u8) < 0)
        {
            throw RequestRejectedException.InvalidRequest(
                "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", "messages", code: null);
        }
    }

    private static ResponseFormat ReadSchema(JsonElement format, SchemaProfile profile, ulong hash)
    {
        const string Where = "response_format.json_schema";
        if (!format.TryGetProperty("json_schema", out JsonElement definition) || definition.ValueKind != JsonValueKind.Object)
        {
            throw Missing(Where);
        }

        string name = RequiredString(definition, "name", $"{Where}.name");
        CheckName(name, $"{Where}.name");
        bool strict = false;
        foreach (JsonProperty property in definition.EnumerateObject())
        {
            switch (property.Name)
            {
                case "strict" when property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                    strict = property.Value.ValueKind == JsonValueKind.True;
                    break;
                case "strict":
                    throw RequestRejectedException.InvalidRequest($"Invalid type for '{Where}.strict': expected a boolean.", $"{Where}.strict", "invalid_type");
                case "name" or "schema" or "description":
                    break;
                default:
                    string unknown = $"{Where}.{property.Name}";
                    throw RequestRejectedException.InvalidRequest($"Unknown parameter: '{unknown}'.", unknown, "unknown_parameter");
            }
        }

        if (!definition.TryGetProperty("schema", out JsonElement schema))
        {
            throw Missing($"{Where}.schema");
        }

        try
        {
            if (strict)
            {
                StrictSchemaChecker.Check(schema, profile);
            }

            return new ResponseFormat("json_schema")
            {
                Name = name,
                SchemaJson = schema.GetRawText(),
                Hash = hash,
                Answer = AnswerCompiler.Compile(schema),
            };
        }
        catch (SchemaException exception)
        {
            throw RequestRejectedException.InvalidRequest(
                $"Invalid schema for response_format '{name}': at {exception.Path}: {exception.Message}", "response_format", "invalid_json_schema");
        }
    }

    private static void CheckName(string name, string where)
    {
        if (name.Length > LongestName)
        {
            throw RequestRejectedException.InvalidRequest(
                $"Invalid '{where}': string too long. Expected a string with maximum length 64, but got a string with length {name.Length} instead.",
                where,
                "string_above_max_length");
        }

        if (!NamePattern().IsMatch(name))
        {
            throw RequestRejectedException.InvalidRequest(
                $"Invalid '{where}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.", where, "invalid_value");
        }
    }

    private static string RequiredString(JsonElement parent, string name, string where)
    {
        if (!parent.TryGetProperty(name, out JsonElement value))
        {
            throw Missing(where);
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw RequestRejectedException.InvalidRequest($"Invalid type for '{where}': expected a string.", where, "invalid_type");
    }

    private static RequestRejectedException Missing(string where) =>
        RequestRejectedException.InvalidRequest($"Missing required parameter: '{where}'.", where, "missing_required_parameter");

    [GeneratedRegex(@"^[a-zA-Z0-9_-]+\z")]
    private static partial Regex NamePattern();
}

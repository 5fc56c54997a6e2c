using System.Globalization;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>Checks the messages of a chat completion: roles, contents, and nothing unknown.</summary>
internal sealed class MessagesReader(int maxContentLength)
{
    private const string Roles = "'system', 'developer', 'assistant', 'user', 'tool', and 'function'";

    /// <summary>Reads the array that the reader stands on, to its end.</summary>
    /// <returns>The length of all contents in bytes.</returns>
    public int Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw ParameterRule.WrongType("messages", ParameterKind.Array, json.TokenType);
        }

        int bytes = 0;
        int index = 0;
        for (; json.Read() && json.TokenType != JsonTokenType.EndArray; index++)
        {
            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw ParameterRule.WrongType(Path(index), ParameterKind.Object, json.TokenType);
            }

            bytes += ReadMessage(ref json, index);
        }

        return index > 0 ? bytes : throw RequestRejectedException.InvalidRequest(
            "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.", "messages", "empty_array");
    }

    private int ReadMessage(ref Utf8JsonReader json, int index)
    {
        int bytes = 0;
        bool hasRole = false;
        bool hasContent = false;
        bool isAssistant = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("role"u8))
            {
                json.Read();
                isAssistant = CheckRole(ref json, index);
                hasRole = true;
            }
            else if (json.ValueTextEquals("content"u8))
            {
                json.Read();
                hasContent = json.TokenType != JsonTokenType.Null;
                bytes += ReadContent(ref json, index);
            }
            else if (json.ValueTextEquals("name"u8) || json.ValueTextEquals("tool_calls"u8) || json.ValueTextEquals("tool_call_id"u8)
                || json.ValueTextEquals("function_call"u8) || json.ValueTextEquals("refusal"u8) || json.ValueTextEquals("audio"u8)
                || json.ValueTextEquals("annotations"u8))
            {
                json.Read();
                json.Skip();
            }
            else
            {
                string path = Path(index, json.GetString()!);
                throw RequestRejectedException.InvalidRequest($"Unknown parameter: '{path}'.", path, "unknown_parameter");
            }
        }

        if (!hasRole || (!hasContent && !isAssistant))
        {
            string path = Path(index, hasRole ? "content" : "role");
            throw RequestRejectedException.InvalidRequest($"Missing required parameter: '{path}'.", path, "missing_required_parameter");
        }

        return bytes;
    }

    private static bool CheckRole(ref Utf8JsonReader json, int index)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            throw ParameterRule.WrongType(Path(index, "role"), ParameterKind.String, json.TokenType);
        }

        bool isAssistant = json.ValueTextEquals("assistant"u8);
        bool known = isAssistant || json.ValueTextEquals("user"u8) || json.ValueTextEquals("system"u8) || json.ValueTextEquals("developer"u8)
            || json.ValueTextEquals("tool"u8) || json.ValueTextEquals("function"u8);
        return known ? isAssistant : throw RequestRejectedException.InvalidRequest(
            $"Invalid value: '{json.GetString()}'. Supported values are: {Roles}.", Path(index, "role"), "invalid_value");
    }

    private int ReadContent(ref Utf8JsonReader json, int index)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return 0;
            case JsonTokenType.String:
                return ReadText(ref json, index);
            case JsonTokenType.StartArray:
                return ReadParts(ref json, index);
            default:
                throw RequestRejectedException.InvalidRequest(
                    $"Invalid type for '{Path(index, "content")}': expected one of a string or array of objects.", Path(index, "content"), "invalid_type");
        }
    }

    private int ReadText(ref Utf8JsonReader json, int index)
    {
        int bytes = json.ValueSpan.Length;
        if (bytes > maxContentLength && json.GetString()!.Length is int length && length > maxContentLength)
        {
            throw RequestRejectedException.InvalidRequest(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Invalid '{Path(index, "content")}': string too long. Expected a string with maximum length {maxContentLength}, but got a string with length {length} instead."),
                Path(index, "content"),
                "string_above_max_length");
        }

        if (json.ValueIsEscaped)
        {
            _ = json.GetString();   // throws on an escaped lone surrogate, as the service refuses it
        }

        return bytes;
    }

    private int ReadParts(ref Utf8JsonReader json, int index)
    {
        int bytes = 0;
        int part = 0;
        for (; json.Read() && json.TokenType != JsonTokenType.EndArray; part++)
        {
            string path = Path(index, string.Create(CultureInfo.InvariantCulture, $"content[{part}]"));
            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw ParameterRule.WrongType(path, ParameterKind.Object, json.TokenType);
            }

            bool hasType = false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool isText = json.ValueTextEquals("text"u8);
                hasType |= json.ValueTextEquals("type"u8);
                json.Read();
                bytes += isText && json.TokenType == JsonTokenType.String ? ReadText(ref json, index) : 0;
                json.Skip();
            }

            if (!hasType)
            {
                throw RequestRejectedException.InvalidRequest($"Missing required parameter: '{path}.type'.", $"{path}.type", "missing_required_parameter");
            }
        }

        return part > 0 ? bytes : throw RequestRejectedException.InvalidRequest(
            $"Invalid '{Path(index, "content")}': empty array. Expected an array with minimum length 1, but got an empty array instead.",
            Path(index, "content"),
            "empty_array");
    }

    private static string Path(int index, string? member = null) =>
        string.Create(CultureInfo.InvariantCulture, $"messages[{index}]{(member is null ? "" : ".")}{member}");
}

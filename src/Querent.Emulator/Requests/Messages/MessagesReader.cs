using System.Globalization;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>Checks the messages of a chat completion: roles, contents, and nothing unknown.</summary>
internal sealed class MessagesReader
{
    private static readonly string[] Roles = ["system", "developer", "assistant", "user", "tool", "function"];

    private readonly int _maxContentLength;
    private readonly ContentPartReader.TextCheck _readText;

    public MessagesReader(int maxContentLength)
    {
        _maxContentLength = maxContentLength;
        _readText = ReadText;
    }

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
        string? role = null;
        bool hasContent = false;
        bool hasImage = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("role"u8))
            {
                json.Read();
                role = ReadRole(ref json, index);
            }
            else if (json.ValueTextEquals("content"u8))
            {
                json.Read();
                hasContent = json.TokenType != JsonTokenType.Null;
                bytes += ReadContent(ref json, index, ref hasImage);
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

        if (role is null || (!hasContent && role != "assistant"))
        {
            string path = Path(index, role is null ? "role" : "content");
            throw RequestRejectedException.InvalidRequest($"Missing required parameter: '{path}'.", path, "missing_required_parameter");
        }

        return !hasImage || role == "user" ? bytes : throw RequestRejectedException.InvalidRequest(
            $"Invalid '{Path(index)}'. Image URLs are only allowed for messages with role 'user', but this message with role '{role}' contains an image URL.",
            Path(index),
            "invalid_value");
    }

    private static string ReadRole(ref Utf8JsonReader json, int index)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            throw ParameterRule.WrongType(Path(index, "role"), ParameterKind.String, json.TokenType);
        }

        foreach (string role in Roles)
        {
            if (json.ValueTextEquals(role))
            {
                return role;
            }
        }

        throw RequestRejectedException.InvalidRequest(
            $"Invalid value: '{json.GetString()}'. Supported values are: 'system', 'developer', 'assistant', 'user', 'tool', and 'function'.", Path(index, "role"), "invalid_value");
    }

    private int ReadContent(ref Utf8JsonReader json, int index, ref bool hasImage) => json.TokenType switch
    {
        JsonTokenType.Null => 0,
        JsonTokenType.String => ReadText(ref json, index),
        JsonTokenType.StartArray => ReadParts(ref json, index, ref hasImage),
        _ => throw RequestRejectedException.InvalidRequest(
            $"Invalid type for '{Path(index, "content")}': expected one of a string or array of objects.", Path(index, "content"), "invalid_type"),
    };

    private int ReadText(ref Utf8JsonReader json, int index)
    {
        int bytes = json.ValueSpan.Length;
        if (bytes > _maxContentLength && json.GetString()!.Length is int length && length > _maxContentLength)
        {
            throw RequestRejectedException.InvalidRequest(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Invalid '{Path(index, "content")}': string too long. Expected a string with maximum length {_maxContentLength}, but got a string with length {length} instead."),
                Path(index, "content"),
                "string_above_max_length");
        }

        if (json.ValueIsEscaped)
        {
            _ = json.GetString();   // throws on an escaped lone surrogate, as the service refuses it
        }

        return bytes;
    }

    private int ReadParts(ref Utf8JsonReader json, int index, ref bool hasImage)
    {
        int bytes = 0;
        int part = 0;
        for (; json.Read() && json.TokenType != JsonTokenType.EndArray; part++)
        {
            var path = new PartPath(index, part);
            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw ParameterRule.WrongType(path.Of(), ParameterKind.Object, json.TokenType);
            }

            bytes += ContentPartReader.Read(ref json, path, _readText, ref hasImage);
        }

        return part > 0 ? bytes : throw RequestRejectedException.InvalidRequest(
            $"Invalid '{Path(index, "content")}': empty array. Expected an array with minimum length 1, but got an empty array instead.",
            Path(index, "content"),
            "empty_array");
    }

    private static string Path(int index, string? member = null) =>
        string.Create(CultureInfo.InvariantCulture, $"messages[{index}]{(member is null ? "" : ".")}{member}");
}

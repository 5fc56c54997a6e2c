using System.Text.Json;

namespace Querent.Emulator;

/// <summary>Checks one part of a message's content: a text, an image, or one that the emulator takes and does not look at.</summary>
internal static class ContentPartReader
{
    private static readonly string[] Types = ["text", "image_url", "input_audio", "refusal", "audio", "file"];

    /// <summary>Reads the object that the reader stands on, to its end.</summary>
    /// <param name="json">The reader.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="checkText">Checks a text and gives its length.</param>
    /// <param name="hasImage">Set where the part is an image.</param>
    /// <returns>The part's length in bytes of text; an image's, in bytes of as many tokens.</returns>
    public static int Read(ref Utf8JsonReader json, PartPath path, TextCheck checkText, ref bool hasImage)
    {
        string? type = null;
        int? text = null;
        int? image = null;
        bool hasOther = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type"u8))
            {
                json.Read();
                type = ReadType(ref json, path);
            }
            else if (json.ValueTextEquals("text"u8))
            {
                json.Read();
                Expect(ParameterKind.String, JsonTokenType.String, json.TokenType, path, "text");
                text = checkText(ref json, path.Message);
            }
            else if (json.ValueTextEquals("image_url"u8))
            {
                json.Read();
                Expect(ParameterKind.Object, JsonTokenType.StartObject, json.TokenType, path, "image_url");
                image = ImageUrlReader.Read(ref json, path);
            }
            else
            {
                hasOther |= IsOther(ref json, path);
                json.Read();
                json.Skip();
            }
        }

        if (type is null || !(type switch { "text" => text is not null, "image_url" => image is not null, _ => hasOther }))
        {
            string member = path.Of(type ?? "type");
            throw RequestRejectedException.InvalidRequest($"Missing required parameter: '{member}'.", member, "missing_required_parameter");
        }

        hasImage |= image is not null;
        return (text ?? 0) + (image ?? 0);
    }

    public static void Expect(ParameterKind kind, JsonTokenType expected, JsonTokenType got, PartPath path, string member)
    {
        if (got != expected)
        {
            throw ParameterRule.WrongType(path.Of(member), kind, got);
        }
    }

    private static string ReadType(ref Utf8JsonReader json, PartPath path)
    {
        Expect(ParameterKind.String, JsonTokenType.String, json.TokenType, path, "type");
        foreach (string type in Types)
        {
            if (json.ValueTextEquals(type))
            {
                return type;
            }
        }

        throw RequestRejectedException.InvalidRequest(
            $"Invalid value: '{json.GetString()}'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'.", path.Of("type"), "invalid_value");
    }

    private static bool IsOther(ref Utf8JsonReader json, PartPath path)
    {
        foreach (string type in Types)
        {
            if (json.ValueTextEquals(type))
            {
                return true;
            }
        }

        string name = path.Of(json.GetString());
        throw RequestRejectedException.InvalidRequest($"Unknown parameter: '{name}'.", name, "unknown_parameter");
    }

    /// <summary>Checks the text that the reader stands on.</summary>
    /// <returns>Its length in bytes.</returns>
    internal delegate int TextCheck(ref Utf8JsonReader json, int message);
}

using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Querent;

/// <summary>Reads a message's content, a text or an array of texts and images, into a client's types.</summary>
internal static class MessageParts
{
    /// <summary>Reads the value that the reader stands on; afterwards the reader stands on its last token.</summary>
    /// <exception cref="FormatException">It is of another form.</exception>
    public static List<AIContent> Read(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return [new TextContent(json.GetString())];
        }

        Expect(json.TokenType == JsonTokenType.StartArray);
        var parts = new List<AIContent>();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            parts.Add(ReadPart(ref json));
        }

        Expect(parts.Count > 0 && json.TokenType == JsonTokenType.EndArray);
        return parts;
    }

    private static AIContent ReadPart(ref Utf8JsonReader json)
    {
        string? type = null, text = null;
        AIContent? image = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            switch (name)
            {
                case "type":
                    type = json.GetString();
                    break;
                case "text":
                    text = json.GetString();
                    break;
                case "image_url":
                    image = ReadImage(ref json);
                    break;
                default:
                    throw new FormatException();   // left out, it would change what is asked
            }
        }

        return (type, text, image) switch
        {
            ("text", { } words, null) => new TextContent(words),
            ("image_url", null, { } picture) => picture,
            _ => throw new FormatException(),
        };
    }

    private static AIContent ReadImage(ref Utf8JsonReader json)
    {
        Expect(json.TokenType == JsonTokenType.StartObject);
        string? url = null, detail = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isUrl = json.ValueTextEquals("url"u8);
            Expect(isUrl || json.ValueTextEquals("detail"u8));
            json.Read();
            (url, detail) = isUrl ? (json.GetString(), detail) : (url, json.GetString());
        }

        Expect(url is not null);
        return ImageParts.Create(url!, detail);
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new FormatException();
        }
    }
}

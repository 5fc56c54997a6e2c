using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Querent;

/// <summary>Reads a request's messages, the elements of a JSON array without its brackets, into a client's type.</summary>
internal static class RequestMessages
{
    public static List<ChatMessage> Read(ReadOnlySpan<byte> elements)
    {
        var messages = new List<ChatMessage>(2);
        try
        {
            // One reader an element, since a reader takes no comma between two documents.
            for (elements = elements.TrimStart(" \t\r\n"u8); !elements.IsEmpty;)
            {
                var json = new Utf8JsonReader(elements);
                messages.Add(ReadMessage(ref json));
                elements = elements[(int)json.BytesConsumed..].TrimStart(" \t\r\n"u8);
                if (!elements.IsEmpty)
                {
                    elements = elements[0] == (byte)',' && elements[1..].TrimStart(" \t\r\n"u8) is { IsEmpty: false } next ? next : throw Invalid();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Invalid();   // the reader's own words may quote the prompt
        }

        return messages.Count > 0 ? messages : throw Invalid();
    }

    private static ChatMessage ReadMessage(ref Utf8JsonReader json)
    {
        string? role = null;
        List<AIContent>? content = null;
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid();
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isRole = json.ValueTextEquals("role"u8), isContent = json.ValueTextEquals("content"u8);
            json.Read();
            if (isRole)
            {
                role = json.GetString();
            }
            else if (isContent)
            {
                content = MessageParts.Read(ref json);
            }
            else
            {
                throw Invalid();   // left out, it would change what is asked
            }
        }

        return role is { Length: > 0 } && content is not null ? new ChatMessage(RoleOf(role), content) : throw Invalid();
    }

    private static ChatRole RoleOf(string role) => role switch
    {
        "user" => ChatRole.User,
        "system" => ChatRole.System,
        "assistant" => ChatRole.Assistant,
        _ => new ChatRole(role),
    };

#pragma warning disable CA2208 // the parameter is the transport's
    private static ArgumentException Invalid()
        => new("The request's messages are not JSON objects of a role and a text, or texts and images, which is all that this transport can put into a client's types.", "request");
#pragma warning restore CA2208
}

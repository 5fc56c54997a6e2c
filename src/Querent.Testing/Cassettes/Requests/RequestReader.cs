using System.Text;
using System.Text.Json;

namespace Querent.Testing;

/// <summary>Reads a request into what a cassette keeps of it.</summary>
internal sealed class RequestReader(Scrubbing scrubbing)
{
    private readonly ResponseFormats _formats = new(scrubbing);

    public AskedRequest Read(in CompletionRequest request)
    {
        (string? formatName, ResponseFormatJson? format) = _formats.Of(request.ResponseFormat);
        CompletionOptions options = request.Options ?? CompletionOptions.None;
        var recorded = new RecordedRequest
        {
            Messages = ReadMessages(request.Messages.Span),
            ResponseFormat = formatName,
            MaxOutputTokens = request.MaxOutputTokens,
            Temperature = options.Temperature,
            TopP = options.TopP,
            Seed = options.Seed,
            Stop = options.Stop.IsDefaultOrEmpty ? null : [.. options.Stop.Select(scrubbing.Text)],
            ReasoningEffort = options.ReasoningEffort,
        };
        return new AskedRequest(recorded, format);
    }

    private IReadOnlyList<RecordedMessage> ReadMessages(ReadOnlySpan<byte> messages)
    {
        try
        {
            using var document = JsonDocument.Parse((byte[])[(byte)'[', .. messages, (byte)']']);
            return [.. document.RootElement.EnumerateArray().Select(ReadMessage)];
        }
        catch (JsonException)
        {
            return [new RecordedMessage { Json = scrubbing.Text(Encoding.UTF8.GetString(messages)) }];
        }
    }

    private RecordedMessage ReadMessage(JsonElement message)
    {
        if (Members(message, "role", "content") is not [{ ValueKind: JsonValueKind.String } role, { } content])
        {
            return Odd(message);
        }

        string? roleText = JsonText.TextOf(role);
        if (content.ValueKind == JsonValueKind.String)
        {
            return new RecordedMessage { Role = roleText, Text = scrubbing.Text(JsonText.TextOf(content)) };
        }

        RecordedPart?[] parts = content.ValueKind == JsonValueKind.Array ? [.. content.EnumerateArray().Select(ReadPart)] : [null];
        return parts.Contains(null) ? Odd(message) : new RecordedMessage { Role = roleText, Parts = [.. parts.OfType<RecordedPart>()] };
    }

    /// <summary>A part of a known form; null for any other.</summary>
    private RecordedPart? ReadPart(JsonElement part)
    {
        if (Members(part, "type", "text") is [_, { ValueKind: JsonValueKind.String } text])
        {
            return new RecordedPart { Text = scrubbing.Text(JsonText.TextOf(text)) };
        }

        if (Members(part, "type", "image_url") is not [_, { ValueKind: JsonValueKind.Object } image])
        {
            return null;
        }

        return (Members(image, "url") ?? Members(image, "url", "detail")) switch
        {
            [{ ValueKind: JsonValueKind.String } url] => new RecordedPart { Image = ReadImage(url) },
            [{ ValueKind: JsonValueKind.String } url, { ValueKind: JsonValueKind.String } detail] => new RecordedPart { Image = ReadImage(url), Detail = JsonText.TextOf(detail) },
            _ => null,
        };
    }

    private string ReadImage(JsonElement url)
    {
        string address = JsonText.TextOf(url);
        return ImageDigest.Of(address) ?? scrubbing.Text(address);
    }

    private RecordedMessage Odd(JsonElement message) => new() { Json = JsonText.Compact(message, scrubbing.Text) };

    /// <summary>An object's members, when it has these and no others.</summary>
    private static JsonElement[]? Members(JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object || element.GetPropertyCount() != names.Length)
        {
            return null;
        }

        var members = new JsonElement[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            if (!element.TryGetProperty(names[i], out members[i]))
            {
                return null;
            }
        }

        return members;
    }
}

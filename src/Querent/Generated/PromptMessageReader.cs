using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Querent;

/// <summary>Reads the messages of a rendered prompt back, for a person to look at.</summary>
internal static class PromptMessageReader
{
    private const string DataScheme = "data:";
    private const string Base64Mark = ";base64";

    public static ImmutableArray<PromptMessage> Read(ReadOnlyMemory<byte> messages)
    {
        using var document = JsonDocument.Parse(messages);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static PromptMessage Read(JsonElement message)
    {
        string role = message.GetProperty("role").GetString()!;
        JsonElement content = message.GetProperty("content");
        if (content.ValueKind == JsonValueKind.String)
        {
            return new PromptMessage(role, content.GetString()!);
        }

        JsonElement[] parts = [.. content.EnumerateArray()];
        return new PromptMessage(role, string.Concat(parts.Where(part => !IsImage(part)).Select(part => part.GetProperty("text").GetString())))
        {
            Images = [.. parts.Where(IsImage).Select(part => Describe(part.GetProperty("image_url")))],
        };
    }

    private static bool IsImage(JsonElement part) => part.GetProperty("type").ValueEquals("image_url"u8);

    private static string Describe(JsonElement image)
    {
        string url = image.GetProperty("url").GetString()!;
        string shown = url.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase) ? DescribeData(url.AsSpan(DataScheme.Length)) : url;
        return image.TryGetProperty("detail", out JsonElement detail) ? $"{shown}, detail {detail.GetString()}" : shown;
    }

    private static string DescribeData(ReadOnlySpan<char> data)
    {
        int comma = data.IndexOf(',');
        ReadOnlySpan<char> head = comma < 0 ? data[..0] : data[..comma];
        if (head.EndsWith(Base64Mark, StringComparison.OrdinalIgnoreCase) && Base64.IsValid(data[(comma + 1)..], out int bytes))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{head[..^Base64Mark.Length]}, {bytes} bytes");
        }

        return $"{head}, not in base64";
    }
}

using System.Text;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>Reads messages that were accepted, for scripts to look at.</summary>
internal static class MessageList
{
    public static List<EmulatorMessage> Read(ReadOnlyMemory<byte> json)
    {
        using var messages = JsonDocument.Parse(json);
        return [.. messages.RootElement.EnumerateArray().Select(Read)];
    }

    private static EmulatorMessage Read(JsonElement message)
    {
        string role = message.GetProperty("role").GetString()!;
        if (!message.TryGetProperty("content", out JsonElement content))
        {
            return new EmulatorMessage(role, "");
        }

        return content.ValueKind != JsonValueKind.Array
            ? new EmulatorMessage(role, content.GetString() ?? "")
            : new EmulatorMessage(role, TextOf(content)) { Images = [.. content.EnumerateArray().Where(IsImage).Select(ImageOf)] };
    }

    private static string TextOf(JsonElement content)
    {
        var text = new StringBuilder();
        foreach (JsonElement part in content.EnumerateArray())
        {
            text.Append(part.TryGetProperty("text", out JsonElement value) ? value.GetString() : "");
        }

        return text.ToString();
    }

    private static bool IsImage(JsonElement part) => part.TryGetProperty("image_url", out _);

    private static EmulatorImage ImageOf(JsonElement part)
    {
        JsonElement image = part.GetProperty("image_url");
        return new EmulatorImage(
            image.GetProperty("url").GetString()!,
            image.TryGetProperty("detail", out JsonElement detail) ? detail.GetString() : null);
    }
}

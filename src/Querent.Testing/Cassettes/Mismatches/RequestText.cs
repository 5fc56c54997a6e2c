using System.Globalization;
using System.Text;

namespace Querent.Testing;

/// <summary>A request as lines that a person reads and a diff compares.</summary>
internal static class RequestText
{
    /// <summary>The messages, then what is asked beside them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="format">Its response format, where that is to be compared as well.</param>
    public static string Of(RecordedRequest request, ResponseFormatJson? format = null)
    {
        var text = new StringBuilder();
        foreach (RecordedMessage message in request.Messages)
        {
            AppendMessage(text, message);
        }

        AppendValue(text, "max output tokens", request.MaxOutputTokens);
        AppendValue(text, "temperature", request.Temperature);
        AppendValue(text, "top-p", request.TopP);
        AppendValue(text, "seed", request.Seed);
        AppendValue(text, "stop", request.Stop is { } stop ? string.Join(" | ", stop.Select(Shown)) : null);
        AppendValue(text, "reasoning effort", request.ReasoningEffort);
        AppendValue(text, "response format", request.ResponseFormat);
        if (format is not null)
        {
            text.Append(format.Indented()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The start of a request's last message, to know it by.</summary>
    public static string Title(RecordedRequest request)
    {
        const int most = 120;
        RecordedMessage? last = request.Messages is [.., var message] ? message : null;
        string text = Shown(last?.Text ?? last?.Parts?.FirstOrDefault(part => part.Text is not null)?.Text ?? last?.Json ?? "").Replace("\n", " ⏎ ", StringComparison.Ordinal);
        return text.Length > most ? $"{text[..most]}…" : text;
    }

    private static void AppendMessage(StringBuilder text, RecordedMessage message)
    {
        text.Append('[').Append(message.Role ?? "message").Append("]\n");
        foreach (string? part in (string?[])[message.Text, message.Json, .. message.Parts?.Select(Of) ?? []])
        {
            if (part is not null)
            {
                text.Append(Shown(part)).Append('\n');
            }
        }
    }

    private static string Of(RecordedPart part) => part.Text ?? $"[image {part.Image}{(part.Detail is { } detail ? $", detail {detail}" : "")}]";

    private static void AppendValue(StringBuilder text, string name, object? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"({name}: {value})\n");
        }
    }

    // A difference that cannot be seen is none to a reader; line ends of Windows are the most frequent one.
    private static string Shown(string text) => text.Replace("\r", "␍", StringComparison.Ordinal);
}

using System.Text;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>A chat completion that the emulator accepted, for rules and scripted answers to look at. It may be kept.</summary>
public sealed class EmulatorRequest
{
    private readonly ResponseFormat? _format;
    private readonly Range _messageRange;
    private readonly Lazy<IReadOnlyList<EmulatorMessage>> _messages;

    internal EmulatorRequest(string deployment, byte[] body, in CompletionRequest request, in AttemptKey key)
    {
        Deployment = deployment;
        Body = body;
        MaxOutputTokens = request.MaxOutputTokens;
        PromptTokens = request.PromptTokens;
        PromptHash = key.PromptHash;
        Attempt = key.Attempt;
        Number = key.Number;
        _format = request.Format;
        _messageRange = request.Messages;
        _messages = new Lazy<IReadOnlyList<EmulatorMessage>>(ReadMessages);
    }

    /// <summary>The deployment that was asked.</summary>
    public string Deployment { get; }

    /// <summary>How many times this very body has been sent, this time included: 1 for the first.</summary>
    public int Attempt { get; }

    /// <summary>The ordinal of this request among all that were accepted, from 1.</summary>
    public long Number { get; }

    /// <summary>A hash of the body, the same in every process.</summary>
    public ulong PromptHash { get; }

    /// <summary>The whole body as it came: UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The cap that the request puts on its answer, in tokens; null when it puts none.</summary>
    public long? MaxOutputTokens { get; }

    /// <summary>The prompt's estimated length in tokens.</summary>
    public long PromptTokens { get; }

    /// <summary>The name of the schema that the answer must satisfy; null when none was sent.</summary>
    public string? SchemaName => _format?.Name;

    /// <summary>The schema that the answer must satisfy, as it was sent; null when none was.</summary>
    public string? SchemaJson => _format?.SchemaJson;

    /// <summary>The messages in their order; read when first asked for.</summary>
    public IReadOnlyList<EmulatorMessage> Messages => _messages.Value;

    /// <summary>The first system (or developer) message; null when there is none.</summary>
    public string? System => Messages.FirstOrDefault(message => message.Role is "system" or "developer")?.Content;

    /// <summary>The last user message; empty when there is none.</summary>
    public string User => Messages.LastOrDefault(message => message.Role == "user")?.Content ?? "";

    private List<EmulatorMessage> ReadMessages()
    {
        using var messages = JsonDocument.Parse(Body[_messageRange]);
        var list = new List<EmulatorMessage>();
        foreach (JsonElement message in messages.RootElement.EnumerateArray())
        {
            list.Add(new EmulatorMessage(
                message.GetProperty("role").GetString()!,
                message.TryGetProperty("content", out JsonElement content) ? TextOf(content) : ""));
        }

        return list;
    }

    private static string TextOf(JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Array)
        {
            return content.GetString() ?? "";
        }

        var text = new StringBuilder();
        foreach (JsonElement part in content.EnumerateArray())
        {
            text.Append(part.TryGetProperty("text", out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : "");
        }

        return text.ToString();
    }
}

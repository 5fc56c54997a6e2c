namespace Querent.Emulator;

/// <summary>A chat completion that the emulator accepted, for rules and scripted answers to look at. It may be kept.</summary>
public sealed class EmulatorRequest
{
    private readonly ResponseFormat? _format;
    private readonly Lazy<IReadOnlyList<EmulatorMessage>> _messages;
    private readonly Lazy<SamplingValues> _values;

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
        Range messages = request.Messages;
        _messages = new Lazy<IReadOnlyList<EmulatorMessage>>(() => MessageList.Read(Body[messages]));
        _values = new Lazy<SamplingValues>(() => SamplingValues.Read(Body));
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

    /// <summary>The sampling temperature; null when the request has none.</summary>
    public double? Temperature => _values.Value.Temperature;

    /// <summary>The share of probability that tokens are sampled from (<c>top_p</c>); null when the request has none.</summary>
    public double? TopP => _values.Value.TopP;

    /// <summary>The number to sample by; null when the request has none.</summary>
    public long? Seed => _values.Value.Seed;

    /// <summary>The texts to stop at; none when the request has none.</summary>
    public IReadOnlyList<string> Stop => _values.Value.Stop;

    /// <summary>The reasoning effort as it was sent; null when the request has none.</summary>
    public string? ReasoningEffort => _values.Value.ReasoningEffort;

    /// <summary>The prompt's estimated length in tokens; an image counts as 85, or 765 unless its detail is low.</summary>
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
}

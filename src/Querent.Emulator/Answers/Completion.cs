namespace Querent.Emulator;

/// <summary>What a completion says, before it is written.</summary>
internal struct Completion
{
    public Completion()
    {
        FinishReason = "stop";
        CachedTokens = 0;
        ReasoningTokens = 0;
    }

    /// <summary>The content in UTF-8; not used when <see cref="HasContent"/> is false.</summary>
    public ReadOnlyMemory<byte> Content;

    public bool HasContent;
    public string? Refusal;
    public string FinishReason;
    public long PromptTokens;
    public long? CompletionTokens;
    public long? CachedTokens;
    public long? ReasoningTokens;
    public bool OmitUsage;
    public bool OmitUsageDetails;
    public bool OmitChoices;
    public bool OmitContent;
    public bool FilterDown;
    public bool OutputFiltered;
    public bool FilterNotes;
    public bool CallsTool;

    /// <summary>The tokens of the answer: those it was given, or its content's estimate.</summary>
    public readonly long WrittenTokens => CompletionTokens ?? (HasContent ? TokenEstimate.Of(Content.Length) : 0);
}

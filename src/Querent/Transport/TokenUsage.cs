namespace Querent;

/// <summary>The tokens that the provider counted. A number that it did not report is null, not zero.</summary>
public readonly record struct TokenUsage
{
    /// <summary>Tokens of the prompt (<c>prompt_tokens</c>).</summary>
    public int? InputTokens { get; init; }

    /// <summary>Tokens of the answer, reasoning included (<c>completion_tokens</c>).</summary>
    public int? OutputTokens { get; init; }

    /// <summary>Tokens of the prompt that came from the provider's cache.</summary>
    public int? CachedInputTokens { get; init; }

    /// <summary>Tokens of the answer that the model spent on reasoning.</summary>
    public int? ReasoningTokens { get; init; }

    /// <summary>Prompt and answer together; null unless both are known.</summary>
    public int? TotalTokens => InputTokens + OutputTokens;
}

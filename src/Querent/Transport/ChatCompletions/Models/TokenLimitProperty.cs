namespace Querent;

/// <summary>The property of a request that limits the answer's tokens.</summary>
public enum TokenLimitProperty
{
    /// <summary><c>max_completion_tokens</c>: OpenAI's models, which count a reasoning model's thoughts as well.</summary>
    MaxCompletionTokens,

    /// <summary><c>max_tokens</c>: older models, and most servers of open models.</summary>
    MaxTokens,
}

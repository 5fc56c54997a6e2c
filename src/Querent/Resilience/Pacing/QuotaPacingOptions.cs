namespace Querent;

/// <summary>How requests are spread over a deployment's quota.</summary>
/// <remarks>
/// A request is charged as the provider charges it when it arrives: its prompt, and as many tokens as its answer may have (its
/// <c>MaxOutputTokens</c>, or what answers take on average where there is none). One whose charge is above the quota itself is not
/// sent: its query fails as <see cref="QueryErrorKind.OverQuota"/>.
/// </remarks>
public sealed record QuotaPacingOptions
{
    /// <summary>
    /// Requests a minute, from 1 up. Null, the default, takes what the replies' <c>x-ratelimit-limit-requests</c> says, and
    /// learns it from refusals where they say nothing. Where both are known the lower holds.
    /// </summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>
    /// Tokens a minute, prompt and answer, from 1 up. Null, the default, takes what the replies'
    /// <c>x-ratelimit-limit-tokens</c> says. Where both are known the lower holds.
    /// </summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>
    /// Counts a prompt's tokens before it is sent, for a quota of tokens. Null, the default, takes them from its length in bytes, by
    /// a ratio that is learnt from the replies' usage and starts at a quarter. Images come on top either way: 765 tokens each, 85
    /// where their detail is <c>low</c>. Once the reply is there, its usage counts.
    /// </summary>
    public IPromptTokenCounter? TokenCounter { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(RequestsPerMinute ?? 1, 1, nameof(RequestsPerMinute));
        ArgumentOutOfRangeException.ThrowIfLessThan(TokensPerMinute ?? 1, 1, nameof(TokensPerMinute));
    }
}

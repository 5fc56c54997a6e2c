namespace Querent;

/// <summary>How requests are spread over a deployment's quota.</summary>
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

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(RequestsPerMinute ?? 1, 1, nameof(RequestsPerMinute));
        ArgumentOutOfRangeException.ThrowIfLessThan(TokensPerMinute ?? 1, 1, nameof(TokensPerMinute));
    }
}

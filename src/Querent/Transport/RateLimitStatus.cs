namespace Querent;

/// <summary>
/// What a reply's <c>x-ratelimit-*</c> headers say of the deployment's quota. What they leave out, or give as nought for a
/// limit or less than nought, is null.
/// </summary>
public readonly record struct RateLimitStatus
{
    // Kept one up, so that the default says nothing.
    private readonly int _limitRequests;
    private readonly int _remainingRequests;
    private readonly int _limitTokens;
    private readonly int _remainingTokens;

    /// <summary>Requests a minute (<c>x-ratelimit-limit-requests</c>).</summary>
    public int? LimitRequests { get => Get(_limitRequests); init => _limitRequests = value > 0 ? Set(value) : 0; }

    /// <summary>Requests that are left (<c>x-ratelimit-remaining-requests</c>).</summary>
    public int? RemainingRequests { get => Get(_remainingRequests); init => _remainingRequests = Set(value); }

    /// <summary>Tokens a minute (<c>x-ratelimit-limit-tokens</c>).</summary>
    public int? LimitTokens { get => Get(_limitTokens); init => _limitTokens = value > 0 ? Set(value) : 0; }

    /// <summary>Tokens that are left (<c>x-ratelimit-remaining-tokens</c>).</summary>
    public int? RemainingTokens { get => Get(_remainingTokens); init => _remainingTokens = Set(value); }

    private static int? Get(int field) => field > 0 ? field - 1 : null;

    private static int Set(int? value) => value is >= 0 and < int.MaxValue ? value.Value + 1 : 0;
}

namespace Querent.Emulator;

/// <summary>Which <c>x-ratelimit-…</c> headers a reply has, and whether they tell the truth. A quota that is not set has none.</summary>
public sealed record QuotaHeaders
{
    /// <summary>All of them, exact.</summary>
    public static QuotaHeaders Exact { get; } = new();

    /// <summary>None of them.</summary>
    public static QuotaHeaders Missing { get; } = new()
    {
        LimitRequests = QuotaHeader.Missing,
        RemainingRequests = QuotaHeader.Missing,
        ResetRequests = QuotaHeader.Missing,
        LimitTokens = QuotaHeader.Missing,
        RemainingTokens = QuotaHeader.Missing,
        ResetTokens = QuotaHeader.Missing,
    };

    /// <summary><c>x-ratelimit-limit-requests</c>: requests a minute.</summary>
    public QuotaHeader LimitRequests { get; init; }

    /// <summary><c>x-ratelimit-remaining-requests</c>: what the window has left, after this request.</summary>
    public QuotaHeader RemainingRequests { get; init; }

    /// <summary><c>x-ratelimit-reset-requests</c>: how long until the window's border, or until all is refilled.</summary>
    public QuotaHeader ResetRequests { get; init; }

    /// <summary><c>x-ratelimit-limit-tokens</c>: tokens a minute, those of a temporary cut while there is one.</summary>
    public QuotaHeader LimitTokens { get; init; }

    /// <summary><c>x-ratelimit-remaining-tokens</c>: what the window has left, after this request.</summary>
    public QuotaHeader RemainingTokens { get; init; }

    /// <summary><c>x-ratelimit-reset-tokens</c>: how long until the window's border, or until all is refilled.</summary>
    public QuotaHeader ResetTokens { get; init; }

    /// <summary>Whether times are bare seconds, rounded up, as <c>2</c>; otherwise they have units, as <c>1.5s</c>.</summary>
    public bool ResetInSeconds { get; init; }
}

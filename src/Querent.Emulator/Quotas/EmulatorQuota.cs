namespace Querent.Emulator;

/// <summary>
/// What a deployment takes a minute, and what it tells its clients of that. Each deployment has a count of its own, which
/// all of its clients share. Times are those of <see cref="EmulatorOptions.TimeProvider"/>.
/// </summary>
public sealed record EmulatorQuota
{
    /// <summary>How many requests are taken a minute, from 1 to 1,000,000,000; null, the default, for any number.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>
    /// How many tokens are taken a minute, from 1 to 1,000,000,000; null, the default, for any number. A request is charged when
    /// it arrives: its prompt's estimate and the tokens that its answer may have.
    /// </summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>
    /// A temporary cut of <see cref="TokensPerMinute"/>: enforced in its place while it is lower, and shown as
    /// <c>x-ratelimit-limit-tokens</c>; null, the default, for none.
    /// </summary>
    public long? ReducedTokensPerMinute { get; init; }

    /// <summary>
    /// How long a window is in which requests are counted, from 0.1 s to 60 s; 1 s unless set. The provider's are of 1 s or
    /// 10 s. Each takes its share of a minute's requests; where that is no whole number, the fraction goes into the next window.
    /// </summary>
    public TimeSpan RequestWindow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a window is in which tokens are counted, from 0.1 s to 60 s; 60 s unless set.</summary>
    public TimeSpan TokenWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether counts start over at each window's border, or refill all the time.</summary>
    public QuotaRefill Refill { get; init; }

    /// <summary>The tokens that are charged for an answer to a request that puts no cap on it; at least 0, 1,024 unless set.</summary>
    public int DefaultOutputTokens { get; init; } = 1024;

    /// <summary>
    /// Whether an answer's real tokens take the place of the charge once it is written. Off by default: the provider's
    /// charge stands.
    /// </summary>
    public bool SettleTokens { get; init; }

    /// <summary>What calls that fail cost.</summary>
    public FailedCallCharge FailedCalls { get; init; }

    /// <summary>The share of everything that clients out of sight take, from 0, the default, to below 1. No header tells of it.</summary>
    public double TakenByOthers { get; init; }

    /// <summary>The <c>x-ratelimit-…</c> headers of replies; all of them, exact, unless set.</summary>
    public QuotaHeaders Headers { get; init; } = QuotaHeaders.Exact;

    /// <summary>In which headers a 429 says when to come back; in seconds and in milliseconds unless set.</summary>
    public RetryAfterForm RetryAfterForm { get; init; } = RetryAfterForm.Seconds | RetryAfterForm.Milliseconds;

    /// <summary>What the exact time until a request fits is multiplied by before it is told; at least 0, and 1 unless set.</summary>
    public double RetryAfterFactor { get; init; } = 1;

    /// <summary>What is told in place of the exact time; null, the default, tells that.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many requests are served side by side; null, the default, for any number.</summary>
    public EmulatorCapacity? Capacity { get; init; }

    /// <summary>What changes while it is in force, in any order.</summary>
    public IReadOnlyList<QuotaChange> Changes { get; init; } = [];

    /// <summary>What a request is charged.</summary>
    internal long ChargeOf(long promptTokens, long? maxOutputTokens) =>
        Math.Min(promptTokens + (maxOutputTokens ?? DefaultOutputTokens), int.MaxValue);
}

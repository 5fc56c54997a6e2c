namespace Querent.Emulator;

/// <summary>What became of a request at the quota.</summary>
/// <param name="Refusal">Why it was refused; none when it was admitted.</param>
/// <param name="RetryAfter">How long until it would fit, if nothing else came; null when that is unknown, or never.</param>
/// <param name="Requests">The requests after this one.</param>
/// <param name="Tokens">The tokens after this one.</param>
/// <param name="ChargedTokens">What it was charged, refused or not.</param>
/// <param name="At">When this was.</param>
/// <param name="LatencyFactor">How much slower a loaded deployment serves it; 1 for not at all.</param>
internal readonly record struct QuotaDecision(
    QuotaRefusal Refusal,
    TimeSpan? RetryAfter,
    QuotaState Requests,
    QuotaState Tokens,
    long ChargedTokens,
    TimeSpan At,
    double LatencyFactor)
{
    public bool IsAdmitted => Refusal == QuotaRefusal.None;
}

/// <summary>Why a quota refused a request.</summary>
internal enum QuotaRefusal
{
    None,
    Requests,
    Tokens,
    TooManyTokens,
    Capacity,
}

/// <summary>What headers tell of a quota.</summary>
/// <param name="Limit">A minute's worth.</param>
/// <param name="Remaining">What is left now.</param>
/// <param name="Reset">How long until all is back.</param>
internal readonly record struct QuotaState(long Limit, long Remaining, TimeSpan Reset)
{
    /// <summary>Of a quota that is not set.</summary>
    public static QuotaState None { get; } = new(-1, 0, TimeSpan.Zero);

    public bool IsSet => Limit >= 0;
}

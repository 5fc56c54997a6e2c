namespace Querent;

/// <summary>
/// What the end of a call says about the limits of the service that was called, for <see cref="AdaptiveConcurrencyStrategyOptions{TResult}"/>
/// and <see cref="QuotaPacingStrategyOptions{TResult}"/>. The default says nothing: the call was cancelled, or its connection broke.
/// </summary>
public readonly record struct CallJudgement
{
    /// <summary>The call says nothing about the limits.</summary>
    public static CallJudgement Ignored => default;

    /// <summary>The service took the call, whatever its answer is worth.</summary>
    public static CallJudgement Served => new() { Verdict = AttemptVerdict.Served };

    /// <summary>The service turned the call away because there was too much (429, 503).</summary>
    public static CallJudgement Refused => new() { Verdict = AttemptVerdict.Refused };

    /// <summary>
    /// How long a service that refused asks to wait; null when it does not say. No other call is let through until then, up to
    /// the strategy's cap.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The tokens of the answer, which its latency grows with; null when unknown, or where there are none.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>
    /// The tokens that the call counts for in the quota, by what the service says; null when it does not, which leaves the estimate.
    /// </summary>
    public int? ChargedTokens { get; init; }

    /// <summary>What the reply says of the quota.</summary>
    public RateLimitStatus RateLimits { get; init; }

    internal AttemptVerdict Verdict { get; private init; }
}

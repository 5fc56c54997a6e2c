namespace Querent;

/// <summary>What an attempt's end says about the provider's limits.</summary>
internal enum AttemptVerdict
{
    /// <summary>Nothing: it was cancelled, or the connection broke.</summary>
    None,

    /// <summary>It was served, whatever the answer was worth.</summary>
    Served,

    /// <summary>It was turned away because there was too much (429, 503, 529).</summary>
    Refused,
}

/// <summary>An attempt's end, as the limits see it; times in seconds by the queue's clock.</summary>
/// <param name="Verdict">What it says.</param>
/// <param name="Started">When the attempt began.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="OutputTokens">The tokens of the answer, which its latency grows with; null when unknown.</param>
/// <param name="RetryAfter">How long, in seconds, the provider asks to wait; null when it does not.</param>
/// <param name="RateLimits">What the reply's headers say of the quota.</param>
internal readonly record struct AttemptSignal(
    AttemptVerdict Verdict,
    double Started,
    double Ended,
    int? OutputTokens = null,
    double? RetryAfter = null,
    RateLimitStatus RateLimits = default)
{
    /// <summary>How many attempts were in flight when it began, this one among them; null when nobody knows.</summary>
    public int? InFlight { get; init; }

    /// <summary>What it took of the quota of tokens; null when nobody knows.</summary>
    public AttemptTokens? Tokens { get; init; }

    /// <summary>What a result says, as far as the deployment's limits are concerned.</summary>
    public static AttemptSignal Of(CompletionResult result, double started, double ended)
    {
        QueryError? error = result.Error;
        return new AttemptSignal(
            result.Reply is not null ? AttemptVerdict.Served : Judge(error),
            started,
            ended,
            result.Reply?.Usage.OutputTokens,
            error is { IsTransient: true, RetryAfter: { } wait } ? wait.TotalSeconds : null,   // nobody waits for what is not tried again
            result.RateLimits);
    }

    private static AttemptVerdict Judge(QueryError? error) => error switch
    {
        null => AttemptVerdict.None,
        { Kind: QueryErrorKind.Throttled, Code: not "insufficient_quota" } or { StatusCode: 503 or 529 } => AttemptVerdict.Refused,
        { Kind: QueryErrorKind.TimedOut or QueryErrorKind.Connection or QueryErrorKind.Cancelled or QueryErrorKind.Deadline or QueryErrorKind.ServerError } => AttemptVerdict.None,
        _ => AttemptVerdict.Served,
    };
}

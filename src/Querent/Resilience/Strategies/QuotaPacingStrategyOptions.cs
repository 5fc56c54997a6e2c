using Polly;

namespace Querent;

/// <summary>How <see cref="QuotaPacingPipelineBuilderExtensions.AddQuotaPacing"/> spreads calls over a service's quota.</summary>
/// <typeparam name="TResult">What calls come to.</typeparam>
public sealed class QuotaPacingStrategyOptions<TResult> : ResilienceStrategyOptions
{
    /// <summary>Options with their defaults; <see cref="Judge"/> has none.</summary>
    public QuotaPacingStrategyOptions() => Name = "QuotaPacing";

    /// <summary>
    /// Calls a minute, from 1 up. Null, the default, takes what <see cref="CallJudgement.RateLimits"/> says, and learns it from
    /// refusals where that says nothing. Where both are known the lower holds.
    /// </summary>
    public int? RequestsPerMinute { get; set; }

    /// <summary>
    /// Tokens a minute, from 1 up. Null, the default, takes what <see cref="CallJudgement.RateLimits"/> says. Where both are known
    /// the lower holds.
    /// </summary>
    public int? TokensPerMinute { get; set; }

    /// <summary>
    /// Says before a call how many tokens it will be charged with, prompt and the most of its answer; null from it, or for it,
    /// takes what calls take on average. A call above the whole quota is not made: its outcome is an <see cref="OverQuotaException"/>.
    /// </summary>
    /// <remarks>Asked while a quota of tokens is known. What the call was given is in <see cref="ResilienceContext.Properties"/>.</remarks>
    public Func<ResilienceContext, int?>? EstimateTokens { get; set; }

    /// <summary>The longest that a service's wait (<see cref="CallJudgement.RetryAfter"/>) holds up all calls; above nought and up to a day, 2 minutes by default.</summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Says what a call's end, its result or exception, means for the quota. Required. What it throws comes out of the pipeline.</summary>
    public Func<Outcome<TResult>, CallJudgement>? Judge { get; set; }

    internal void Validate()
    {
        Pacing.Validate();
        StrategyRules.CheckPause(MaxPause, nameof(MaxPause));
        ArgumentNullException.ThrowIfNull(Judge);
    }

    internal QuotaPacingOptions Pacing => new() { RequestsPerMinute = RequestsPerMinute, TokensPerMinute = TokensPerMinute };
}

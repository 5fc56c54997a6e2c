using Polly;

namespace Querent;

/// <summary>How <see cref="AdaptiveConcurrencyPipelineBuilderExtensions.AddAdaptiveConcurrency"/> finds how many calls a service takes at a time.</summary>
/// <typeparam name="TResult">What calls come to.</typeparam>
public sealed class AdaptiveConcurrencyStrategyOptions<TResult> : ResilienceStrategyOptions
{
    /// <summary>Options with their defaults; <see cref="Judge"/> has none.</summary>
    public AdaptiveConcurrencyStrategyOptions() => Name = "AdaptiveConcurrency";

    /// <summary>How many calls may be in flight at first; from 1 up, 16 by default.</summary>
    public int InitialConcurrency { get; set; } = 16;

    /// <summary>The most calls that may ever be in flight; from <see cref="InitialConcurrency"/> up, 256 by default.</summary>
    public int MaxConcurrency { get; set; } = 256;

    /// <summary>The longest that a service's wait (<see cref="CallJudgement.RetryAfter"/>) holds up all calls; above nought and up to a day, 2 minutes by default.</summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Says what a call's end, its result or exception, means for the limit. Required. What it throws comes out of the pipeline.</summary>
    public Func<Outcome<TResult>, CallJudgement>? Judge { get; set; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(InitialConcurrency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrency, InitialConcurrency);
        StrategyRules.CheckPause(MaxPause, nameof(MaxPause));
        ArgumentNullException.ThrowIfNull(Judge);
    }
}

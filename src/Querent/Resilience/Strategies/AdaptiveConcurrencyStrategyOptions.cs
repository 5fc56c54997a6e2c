using Polly;

namespace Querent;

/// <summary>How <see cref="AdaptiveConcurrencyPipelineBuilderExtensions.AddAdaptiveConcurrency"/> finds how many calls a service takes at a time.</summary>
/// <typeparam name="TResult">What calls come to.</typeparam>
public sealed class AdaptiveConcurrencyStrategyOptions<TResult> : ResilienceStrategyOptions
{
    private int? _initialConcurrency;

    /// <summary>Options with their defaults; <see cref="Judge"/> has none.</summary>
    public AdaptiveConcurrencyStrategyOptions() => Name = "AdaptiveConcurrency";

    /// <summary>
    /// How many calls may be in flight at first; from 1 up to <see cref="MaxConcurrency"/>. Where it is not set, 16, or
    /// <see cref="MaxConcurrency"/> where that is less.
    /// </summary>
    public int InitialConcurrency
    {
        get => _initialConcurrency ?? Math.Min(AdaptiveConcurrencyOptions.DefaultInitialConcurrency, MaxConcurrency);
        set => _initialConcurrency = value;
    }

    /// <summary>The most calls that may ever be in flight; from 1 up, 256 by default.</summary>
    public int MaxConcurrency { get; set; } = 256;

    /// <summary>The longest that a service's wait (<see cref="CallJudgement.RetryAfter"/>) holds up all calls; above nought and up to a day, 2 minutes by default.</summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Says what a call's end, its result or exception, means for the limit. Required. What it throws comes out of the pipeline.</summary>
    public Func<Outcome<TResult>, CallJudgement>? Judge { get; set; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(InitialConcurrency, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(InitialConcurrency, MaxConcurrency);
        StrategyRules.CheckPause(MaxPause, nameof(MaxPause));
        ArgumentNullException.ThrowIfNull(Judge);
    }
}

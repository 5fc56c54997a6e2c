using System.Diagnostics.CodeAnalysis;
using Polly;

namespace Querent;

/// <summary>Adaptive concurrency as a Polly strategy, for calls of one's own.</summary>
public static class AdaptiveConcurrencyPipelineBuilderExtensions
{
    /// <summary>
    /// Lets as many calls through at a time as the service takes: the number grows while it is in use and nothing is refused, and
    /// shrinks once when refusals come, however many at once. Calls beyond it wait their turn, until their token is cancelled.
    /// </summary>
    /// <typeparam name="TResult">What calls come to.</typeparam>
    /// <param name="builder">The pipeline's builder. Put retries before this, so that a call that backs off holds no place.</param>
    /// <param name="options">Limits, and what a call's end means.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    /// <remarks>
    /// All calls of the pipeline share one limit, so build it once for each service. The pool of a <see cref="RowExecutor"/> has this
    /// and <see cref="QuotaPacingPipelineBuilderExtensions.AddQuotaPacing"/> in one queue; of two strategies in a row, a call that
    /// one let through holds its place while it waits for the other.
    /// </remarks>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The options have no annotations for Polly to look at: they are validated here.")]
    public static ResiliencePipelineBuilder<TResult> AddAdaptiveConcurrency<TResult>(this ResiliencePipelineBuilder<TResult> builder, AdaptiveConcurrencyStrategyOptions<TResult> options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (int first, int most, TimeSpan pause, Func<Outcome<TResult>, CallJudgement> judge) = (options.InitialConcurrency, options.MaxConcurrency, options.MaxPause, options.Judge!);
        return builder.AddStrategy(
            context => new AdmissionStrategy<TResult>(
                DeploymentLimits.Of(most, new AdaptiveLimit(first, most), pacer: null, pause.TotalSeconds), context.TimeProvider, judge, estimate: null),
            options);
    }
}

using System.Diagnostics.CodeAnalysis;
using Polly;

namespace Querent;

/// <summary>Quota pacing as a Polly strategy, for calls of one's own.</summary>
public static class QuotaPacingPipelineBuilderExtensions
{
    /// <summary>
    /// Spreads calls, and the tokens that they take, evenly over the service's quota: as the options give it, as replies state it, or
    /// as refusals show it. Calls above it wait their turn, until their token is cancelled. What a call takes beyond its estimate is
    /// a debt that those behind it wait for.
    /// </summary>
    /// <typeparam name="TResult">What calls come to.</typeparam>
    /// <param name="builder">The pipeline's builder. Put retries before this, since a call that is tried again counts again.</param>
    /// <param name="options">The quota, and what a call's end means.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    /// <remarks>All calls of the pipeline share one quota, so build it once for each service.</remarks>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The options have no annotations for Polly to look at: they are validated here.")]
    public static ResiliencePipelineBuilder<TResult> AddQuotaPacing<TResult>(this ResiliencePipelineBuilder<TResult> builder, QuotaPacingStrategyOptions<TResult> options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (QuotaPacingOptions pacing, TimeSpan pause) = (options.Pacing, options.MaxPause);
        (Func<Outcome<TResult>, CallJudgement> judge, Func<ResilienceContext, int?>? estimate) = (options.Judge!, options.EstimateTokens);
        return builder.AddStrategy(
            context => new AdmissionStrategy<TResult>(
                DeploymentLimits.Of(int.MaxValue, adaptive: null, new QuotaPacer(pacing, isAlone: true), pause.TotalSeconds), context.TimeProvider, judge, estimate),
            options);
    }
}

using System.Runtime.CompilerServices;
using Polly;

namespace Querent;

/// <summary>Lets a call's attempt pass when the <see cref="AdmissionQueue"/> grants it a permit.</summary>
internal sealed class AdmissionStrategy(AdmissionQueue queue, ResiliencePropertyKey<Call> callKey) : ResilienceStrategy<CompletionResult>
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<Outcome<CompletionResult>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<CompletionResult>>> callback,
        ResilienceContext context,
        TState state)
    {
        Call call = context.Properties.GetValue(callKey, null!);
        if (!await queue.EnterAsync(call.Ticket, context.CancellationToken).ConfigureAwait(false))
        {
            return Outcome.FromException<CompletionResult>(new OperationCanceledException(context.CancellationToken));
        }

        try
        {
            if (call.Ended != CallEnd.None)
            {
                return Outcome.FromException<CompletionResult>(new OperationCanceledException(context.CancellationToken));
            }

            return await callback(context, state).ConfigureAwait(false);
        }
        finally
        {
            queue.Release();
        }
    }
}

/// <summary>The admission strategy's options: its name in telemetry.</summary>
internal sealed class AdmissionStrategyOptions : ResilienceStrategyOptions
{
    public AdmissionStrategyOptions() => Name = "Admission";
}

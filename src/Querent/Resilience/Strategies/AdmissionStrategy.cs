using System.Runtime.CompilerServices;
using Polly;

namespace Querent;

/// <summary>Lets calls through as an <see cref="AdmissionQueue"/> grants permits, in the order in which they came, and tells its limits how they end.</summary>
/// <param name="limits">What holds calls back.</param>
/// <param name="timeProvider">The pipeline's clock.</param>
/// <param name="judge">What a call's end means.</param>
/// <param name="estimate">The tokens that a call will be charged with; null when nobody knows.</param>
internal sealed class AdmissionStrategy<TResult>(
    DeploymentLimits limits,
    TimeProvider timeProvider,
    Func<Outcome<TResult>, CallJudgement> judge,
    Func<ResilienceContext, int?>? estimate) : ResilienceStrategy<TResult>, IDisposable
{
    private readonly AdmissionQueue _queue = new(limits, timeProvider);
    private readonly AdmissionTicketPool _tickets = new();

    public void Dispose() => _queue.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TState>(Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        if (context.CancellationToken.IsCancellationRequested || !await EnterAsync(context).ConfigureAwait(context.ContinueOnCapturedContext))
        {
            return Outcome.FromException<TResult>(new OperationCanceledException(context.CancellationToken));
        }

        try
        {
            TokenCharge? charge = null;
            if (_queue.PacesTokens && Estimate(context) is { } tokens)
            {
                charge = _queue.Charge(DemandOf(tokens), out int? quota);
                if (quota is { } most)
                {
                    _queue.Unsent();
                    return Outcome.FromException<TResult>(new OverQuotaException(tokens, most));
                }
            }

            return await CallAsync(callback, context, state, charge).ConfigureAwait(context.ContinueOnCapturedContext);
        }
        finally
        {
            _queue.Release();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<TResult>> CallAsync<TState>(Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state, TokenCharge? charge)
    {
        double started = _queue.Now;
        int inFlight = _queue.InUse;
        CallJudgement judgement = CallJudgement.Ignored;
        try
        {
            Outcome<TResult> outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
            judgement = judge(outcome);
            return outcome;
        }
        finally
        {
            _queue.Observe(new AttemptSignal(judgement.Verdict, started, _queue.Now, judgement.OutputTokens, judgement.RetryAfter?.TotalSeconds, judgement.RateLimits)
            {
                InFlight = inFlight,
                Tokens = Settled(charge, judgement.ChargedTokens),
            });
        }
    }

    /// <summary>The call's estimate. Where that throws, the permit comes to nothing.</summary>
    private int? Estimate(ResilienceContext context)
    {
        try
        {
            return estimate?.Invoke(context) is { } tokens ? Math.Max(0, tokens) : null;
        }
        catch
        {
            _queue.Unsent();
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> EnterAsync(ResilienceContext context)
    {
        AdmissionTicket ticket = _tickets.Rent();
        bool isAdmitted = await ticket.EnterAsync(_queue, context.CancellationToken).ConfigureAwait(context.ContinueOnCapturedContext);
        _tickets.Return(ticket);
        return isAdmitted;
    }

    // All of a call's tokens count as its prompt's: what of them is the answer's makes no difference here.
    private static TokenDemand DemandOf(int tokens) => new(new PromptSize(0, 0, tokens), 0);

    private static AttemptTokens? Settled(TokenCharge? charge, int? charged) => charge is null && charged is null
        ? null
        : new AttemptTokens(DemandOf(0), charge, new TokenUsage { InputTokens = charged });
}

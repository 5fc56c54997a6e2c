using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;

namespace Querent;

/// <summary>
/// Takes a call to its reply or its last error: retry, then admission, then one attempt under its deadline. A permit
/// is held by an attempt only, never while a call backs off.
/// </summary>
/// <remarks>
/// The first attempt goes past the retry strategy, which is entered with its result when that is worth another: most
/// calls need none, and the strategy costs them nothing.
/// </remarks>
internal sealed class AttemptPipeline
{
    private readonly ResiliencePipeline<CompletionResult>? _retry;
    private readonly ICompletionTransport _transport;
    private readonly ResilienceOptions _options;
    private readonly AdmissionQueue _admission;
    private readonly AttemptCounters _counters;
    private readonly NoticeLog _notices;
    private readonly RetryDeadlines _deadlines;

    public AttemptPipeline(ICompletionTransport transport, ResilienceOptions options, AdmissionQueue admission, AttemptCounters counters, NoticeLog notices, RetryDeadlines deadlines)
    {
        _transport = transport;
        _options = options;
        _admission = admission;
        _counters = counters;
        _notices = notices;
        _deadlines = deadlines;
        if (options.MaxAttempts > 1)
        {
            _retry = new ResiliencePipelineBuilder<CompletionResult> { Name = "Querent", TimeProvider = options.TimeProvider }
                .AddRetry(new RetryStrategyOptions<CompletionResult>
                {
                    MaxRetryAttempts = options.MaxAttempts - 1,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = options.RetryDelay,
                    MaxDelay = options.MaxRetryDelay,
                    ShouldHandle = static arguments => new ValueTask<bool>(arguments.Outcome.Result.Error is { IsTransient: true }),
                    DelayGenerator = static arguments => new ValueTask<TimeSpan?>(Jittered(arguments.Outcome.Result.Error?.RetryAfter)),
                })
                .Build();
        }
    }

    /// <summary>Sends a call's request, again where that is worth it, and as often as it may. The call holds a permit.</summary>
    public ValueTask<CompletionResult> SendAsync(Call call) => AttemptAsync(call, isFirst: true);

    /// <summary>
    /// Sends a call's request once, and after the first time as often as it is worth it: one method, since each that waits costs
    /// every query. The permit that the call holds is given back here when the call is to be tried again, and else left to the
    /// caller, who may have siblings to end before the permit goes to one of them.
    /// </summary>
    [AsyncMethodBuilder(typeof(KeptStateMethodBuilder<>))]
    private async ValueTask<CompletionResult> AttemptAsync(Call call, bool isFirst)
    {
        if (call.Ended != CallEnd.None || call.Token.IsCancellationRequested)
        {
            // Nothing was sent, so there is nothing to count.
            _admission.Unsent();
            return EndOf(call);
        }

        (TokenCharge? charge, QueryError? unfit) = _admission.PacesTokens ? Charge(call) : default;
        if (unfit is not null)
        {
            _admission.Unsent();
            return new CompletionResult(unfit);
        }

        CancellationToken deadline = call.BeginAttempt(_options.AttemptTimeout);
        _counters.Start();
        double started = _admission.Now;
        int inFlight = _admission.InUse;
        CompletionResult result;
        try
        {
            CompletionRequest request = call.Watch is null ? call.Request : call.Request with { Exchange = call.Watch.Begin() };
            result = await _transport.SendAsync(request, deadline).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            result = new CompletionResult(call.Token.IsCancellationRequested || call.EndsWithQuery
                ? EndedError(call)
                : new QueryError(QueryErrorKind.TimedOut, $"The attempt had no reply within {call.AttemptTime.TotalSeconds:0.###} s, its deadline.") { IsTransient = true });
        }
        catch (Exception exception)
        {
            // Not by the contract: only the type's name is kept, since the text may hold anything.
            result = new CompletionResult(new QueryError(QueryErrorKind.Connection, $"The transport threw {exception.GetType().FullName}."));
        }

        if (result.Error is { RetryAfter: { } wait } error && wait > _options.MaxRetryAfter)
        {
            result = new CompletionResult(error with
            {
                IsTransient = false,
                Message = $"{error.Message} It asks to wait {wait.TotalSeconds:0} s, longer than the cap of {_options.MaxRetryAfter.TotalSeconds:0} s.",
            })
            {
                Notices = result.Notices,
                RateLimits = result.RateLimits,
            };
        }

        call.EndAttempt(result);
        _notices.TellOf(result);
        _counters.End(call.LastLatency, result.Reply?.Usage ?? default, result.Error);
        _admission.Observe(AttemptSignal.Of(result, started, _admission.Now) with
        {
            InFlight = inFlight,
            Tokens = new AttemptTokens(DemandOf(call), charge, result.Reply?.Usage ?? default),
        });
        if (ShouldRetry(call, result))
        {
            _counters.Retries.Add(result.Error!.Kind);
            call.HoldsPermit = false;
            _admission.Release();
            call.TellOfAttempt(isTriedAgain: true);
            if (call.Watch?.Fault is not null)
            {
                result = new CompletionResult(result.Error! with { IsTransient = false });   // what cannot be audited is not tried again
            }
            else if (call.Ended != CallEnd.None)
            {
                result = EndOf(call);   // what went on for others only is not tried again: one of them makes the call anew
            }
        }

        return isFirst && ShouldRetry(call, result) ? await RetryAsync(call, result).ConfigureAwait(false) : result;
    }

    /// <summary>Counts a query that has the result of another's call.</summary>
    public void CountShared() => _counters.Share();

    /// <summary>Counts a query whose answer a store had; what nothing is sent for is given back.</summary>
    public void CountStored(Call call)
    {
        _counters.Store();
        if (call.HoldsPermit)
        {
            Unsent();
        }
    }

    /// <summary>Gives a call's permit back before anything was sent.</summary>
    public void GiveBack(Call call)
    {
        Unsent();
        call.HoldsPermit = false;
        _admission.Release();
    }

    /// <summary>Waits for a permit again; the error when the call ended before it got one.</summary>
    public async ValueTask<CompletionResult?> EnterAsync(Call call)
    {
        if (call.Ended == CallEnd.None && await call.Ticket.EnterAsync(_admission, call.Token).ConfigureAwait(false))
        {
            call.HoldsPermit = true;
            return null;
        }

        return EndOf(call);
    }

    /// <summary>The result of a call that was ended from outside, or by its deadline; one without an attempt was dropped, whatever ended its row.</summary>
    public CompletionResult EndOf(Call call) => new(call.AttemptCount == 0 ? DroppedError() : EndedError(call));

    /// <summary>Says that nothing is sent for the permit that a call holds.</summary>
    public void Unsent() => _admission.Unsent();

    /// <summary>Whether a call whose last attempt came to this is to be tried again.</summary>
    private bool ShouldRetry(Call call, in CompletionResult result)
        => result.Error is { IsTransient: true } && call.AttemptCount < _options.MaxAttempts;

    /// <summary>Goes on with a call after its first attempt: backs off, waits for a permit and tries again, as often as it may.</summary>
    private async ValueTask<CompletionResult> RetryAsync(Call call, CompletionResult first)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, call.Token);
        _deadlines.Add(call);
        try
        {
            Outcome<CompletionResult> outcome = await _retry!.ExecuteOutcomeAsync(
                static (context, attempts) => attempts.NextAsync(context.CancellationToken),
                context,
                new Attempts(this, call, first)).ConfigureAwait(false);

            return outcome.Exception switch
            {
                null when ShouldRetry(call, outcome.Result) => EndOf(call),   // only because the call ended is it not tried again
                null => outcome.Result,
                OperationCanceledException => EndOf(call),
                _ => throw outcome.Exception,
            };
        }
        finally
        {
            _deadlines.Remove(call);
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Charges a call's next attempt to the quota; an error when it cannot fit into it.</summary>
    private (TokenCharge? Charge, QueryError? Unfit) Charge(Call call)
    {
        if (call.CountedTokens is null && _options.QuotaPacing?.TokenCounter is { } counter)
        {
            try
            {
                call.CountedTokens = Math.Max(0, counter.Count(RenderedPrompt.Of(call.Prompt.WrittenMemory.Span)));
            }
            catch (Exception exception)
            {
                return (null, new QueryError(QueryErrorKind.RowCode, $"The prompt's tokens could not be counted: the token counter threw {exception.GetType().FullName}.") { Exception = exception });
            }
        }

        TokenDemand demand = DemandOf(call);
        TokenCharge charge = _admission.Charge(demand, out int? quota);
        return quota is { } tokens ? (null, ResilienceErrors.OverQuota(demand, charge, tokens)) : (charge, null);
    }

    private static TokenDemand DemandOf(Call call) => new(PromptSize.Of(call.Prompt, call.CountedTokens), call.Request.MaxOutputTokens);

    /// <summary>A wait that the provider asked for, and up to a tenth more, so that not all come back at once.</summary>
    private static TimeSpan? Jittered(TimeSpan? retryAfter)
        => retryAfter is { } wait ? wait + (wait * (Random.Shared.NextDouble() * 0.1)) : null;

    /// <summary>Why a call got no further: it was ended from outside or its deadline passed.</summary>
    private QueryError EndedError(Call call) => call.Ended switch
    {
        CallEnd.Dropped => DroppedError(),
        CallEnd.RowDeadline => ResilienceErrors.RowDeadline(_options.RowTimeout, call.LastError),
        _ => ResilienceErrors.QueryDeadline(_options.QueryTimeout, call.AttemptCount, call.LastError),
    };

    private static QueryError DroppedError() => new(QueryErrorKind.Cancelled, "The query was dropped, because another query of its row failed or the row was ended.");

    /// <summary>A call's attempts as the retry strategy sees them: the first has been made.</summary>
    private sealed class Attempts(AttemptPipeline pipeline, Call call, CompletionResult first)
    {
        private bool _isFirst = true;

        public async ValueTask<Outcome<CompletionResult>> NextAsync(CancellationToken cancellationToken)
        {
            if (_isFirst)
            {
                _isFirst = false;
                return Outcome.FromResult(first);
            }

            if (!await call.Ticket.EnterAsync(pipeline._admission, cancellationToken).ConfigureAwait(false))
            {
                return Outcome.FromException<CompletionResult>(new OperationCanceledException(cancellationToken));
            }

            call.HoldsPermit = true;
            return Outcome.FromResult(await pipeline.AttemptAsync(call, isFirst: false).ConfigureAwait(false));
        }
    }
}

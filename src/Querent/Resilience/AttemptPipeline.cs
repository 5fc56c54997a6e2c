using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;

namespace Querent;

/// <summary>
/// Takes a call to its reply or its last error: retry, then admission, then one attempt under its deadline. A permit
/// is held by an attempt only, never while a call backs off.
/// </summary>
internal sealed class AttemptPipeline
{
    private static readonly ResiliencePropertyKey<Call> CallKey = new("Querent.Call");

    private readonly ResiliencePipeline<CompletionResult> _pipeline;
    private readonly ICompletionTransport _transport;
    private readonly ResilienceOptions _options;
    private readonly AttemptCounters _counters;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The options of the admission strategy have no data annotations to validate.")]
    public AttemptPipeline(ICompletionTransport transport, ResilienceOptions options, AdmissionQueue admission, AttemptCounters counters)
    {
        _transport = transport;
        _options = options;
        _counters = counters;
        var builder = new ResiliencePipelineBuilder<CompletionResult> { Name = "Querent", TimeProvider = options.TimeProvider };
        if (options.MaxAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions<CompletionResult>
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Result.Error is { IsTransient: true }),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(Jittered(arguments.Outcome.Result.Error?.RetryAfter)),
            });
        }

        _pipeline = builder
            .AddStrategy(_ => new AdmissionStrategy(admission, CallKey), new AdmissionStrategyOptions())
            .Build();
    }

    /// <summary>Sends a call's request until it is replied to or may not be sent again.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CompletionResult> ExecuteAsync(Call call)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, call.Token);
        context.Properties.Set(CallKey, call);
        try
        {
            Outcome<CompletionResult> outcome = await _pipeline.ExecuteOutcomeAsync(
                static (context, pipeline) => pipeline.AttemptAsync(context.Properties.GetValue(CallKey, null!)),
                context,
                this).ConfigureAwait(false);

            return outcome.Exception switch
            {
                null => outcome.Result,
                OperationCanceledException => new CompletionResult(EndedError(call)),
                _ => throw outcome.Exception,
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<CompletionResult>> AttemptAsync(Call call)
    {
        CancellationToken deadline = call.BeginAttempt(_options.AttemptTimeout);
        _counters.Started();
        CompletionResult result;
        try
        {
            result = await _transport.SendAsync(call.Request, deadline).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            result = new CompletionResult(call.Token.IsCancellationRequested || call.RemainingTime() == TimeSpan.Zero
                ? EndedError(call)
                : new QueryError(QueryErrorKind.TimedOut, $"The attempt had no reply within {_options.AttemptTimeout.TotalSeconds:0.###} s, its deadline.") { IsTransient = true });
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
            });
        }

        call.EndAttempt(result.Reply, result.Error);
        _counters.Ended(result.Error);
        return Outcome.FromResult(result);
    }

    /// <summary>Why a call got no further: it was ended from outside or its deadline passed.</summary>
    private QueryError EndedError(Call call) => call.Ended switch
    {
        CallEnd.Dropped => new QueryError(QueryErrorKind.Cancelled, "The query was dropped, because another query of its row failed or the row was cancelled."),
        CallEnd.RowDeadline => new QueryError(QueryErrorKind.Deadline, $"The row was not answered within {_options.RowTimeout.TotalSeconds:0.###} s, its deadline.{Last(call)}"),
        _ => new QueryError(QueryErrorKind.Deadline, $"The query was not answered within {_options.QueryTimeout.TotalSeconds:0.###} s, its deadline, in {call.AttemptCount} attempts.{Last(call)}"),
    };

    private static string Last(Call call) => call.LastError is { } error ? $" The last error: {error}" : "";

    /// <summary>A wait that the provider asked for, and up to a tenth more, so that not all come back at once.</summary>
    private static TimeSpan? Jittered(TimeSpan? retryAfter)
        => retryAfter is { } wait ? wait + (wait * (Random.Shared.NextDouble() * 0.1)) : null;
}

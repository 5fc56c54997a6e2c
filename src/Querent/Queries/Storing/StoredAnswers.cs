using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>What queries do with an answer store: look, keep, and get along without it when it fails or hangs.</summary>
internal sealed class StoredAnswers(AnswerStoreOptions options, bool requireContentFilter, ICompletionTransport transport, TimeProvider timeProvider, ILogger logger)
{
    private readonly ConcurrentDictionary<object, StorablePlan> _plans = new(ReferenceEqualityComparer.Instance);
    private readonly StoreGate _finding = new("find", timeProvider, logger);
    private readonly StoreGate _keeping = new("keep", timeProvider, logger);

    /// <summary>What the store has to do with the queries of a row type.</summary>
    public StorablePlan Of<TRow>(RowPlan<TRow> plan)
        where TRow : class
        => _plans.TryGetValue(plan, out StorablePlan? known) ? known : Add(plan);

    /// <summary>The answer to a call's request as a reply; null when there is none, or the store does not say in time.</summary>
    public async ValueTask<CompletionReply?> FindAsync(Call call)
    {
        if (!_finding.TryEnter())
        {
            return null;
        }

        DateTimeOffset? since = options.MaxAge is { } age ? timeProvider.GetUtcNow() - age : null;
        using var limit = new CancellationTokenSource(options.Timeout, timeProvider);
        using CancellationTokenRegistration ended = call.Token.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        try
        {
            StoredAnswer? found = await LimitedAsync(options.Store.FindAsync(call.Fingerprint, since, limit.Token), limit.Token).ConfigureAwait(false);
            _finding.Succeeded();
            return found is null || found.AnsweredAt < since || (found.IsUnfiltered && requireContentFilter) ? null : ReplyOf(found);
        }
        catch (Exception exception)
        {
            if (!call.Token.IsCancellationRequested)
            {
                _finding.Failed(Reason(exception, limit));
            }

            return null;
        }
    }

    /// <summary>Keeps a reply that is an answer, if the store takes it in time.</summary>
    public async ValueTask KeepAsync(Call call, CompletionReply reply)
    {
        if (reply.IsUnfiltered || !_keeping.TryEnter())
        {
            return;   // what no content filter has looked at is not passed on to those who may insist on one
        }

        var answer = new StoredAnswer(reply.Content.GetValueOrDefault().ToArray(), timeProvider.GetUtcNow()) { Model = reply.Model };
        using var limit = new CancellationTokenSource(options.Timeout, timeProvider);   // and no other: it is paid for, whatever becomes of its row
        try
        {
            await LimitedAsync(KeptAsync(options.Store.KeepAsync(call.Fingerprint, answer, options.MaxAge, limit.Token)), limit.Token).ConfigureAwait(false);
            _keeping.Succeeded();
        }
        catch (Exception exception)
        {
            _keeping.Failed(Reason(exception, limit));
        }
    }

    private StorablePlan Add<TRow>(RowPlan<TRow> plan)
        where TRow : class
    {
        var made = new StorablePlan(plan.Queries, transport, options.IncludeSampled);
        if (!_plans.TryAdd(plan, made))
        {
            return _plans[plan];
        }

        if (made.LeftOut > 0)
        {
            ExecutorLog.StoreLeavesOut(logger, made.LeftOut, plan.Queries.Length, plan.Name);
        }

        return made;
    }

    private string Reason(Exception exception, CancellationTokenSource limit) => limit.IsCancellationRequested
        ? $"it took longer than {options.Timeout.TotalSeconds:0.###} s"
        : $"it threw {exception.GetType().FullName}";

    private static async ValueTask<bool> KeptAsync(ValueTask keeping)
    {
        await keeping.ConfigureAwait(false);
        return true;
    }

    /// <summary>Waits for the store until the limit, also where it does not heed that.</summary>
    private static async ValueTask<T> LimitedAsync<T>(ValueTask<T> task, CancellationToken limit)
    {
        if (task.IsCompleted)
        {
            return await task.ConfigureAwait(false);
        }

        Task<T> waiting = task.AsTask();
        Forget(waiting);
        return await waiting.WaitAsync(limit).ConfigureAwait(false);
    }

    /// <summary>Lets nobody be told of a fault that comes after the limit.</summary>
    private static void Forget(Task task)
        => _ = task.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static CompletionReply ReplyOf(StoredAnswer found)
    {
        var reply = new CompletionReply { FinishReason = FinishReason.Stop, Model = found.Model, IsUnfiltered = found.IsUnfiltered, StoredAt = found.AnsweredAt };
        reply.SetContent(found.Content.Span);
        return reply;
    }
}

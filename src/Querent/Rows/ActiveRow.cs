using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Querent;

/// <summary>A row that was begun and is not finished.</summary>
internal abstract class ActiveRow
{
    /// <summary>The row's place in the <see cref="RowRegistry"/>.</summary>
    public LinkedListNode<ActiveRow>? Node { get; set; }

    /// <summary>When the row was begun, by the clock's timestamp.</summary>
    public long Begun { get; set; }

    /// <summary>
    /// Says that the row has ended: none of its queries starts a further attempt. <see cref="Cancel"/> must follow. Two
    /// steps, so that of many rows none takes the permits that the others give back.
    /// </summary>
    public abstract void End(CallEnd reason);

    /// <summary>Cancels what a row that has ended has queued and in flight.</summary>
    public abstract void Cancel();
}

/// <summary>Whom a row is finished for.</summary>
internal interface IRowOwner<TRow>
    where TRow : class
{
    /// <summary>Takes the outcome of a row; called once a row, when nothing of it runs any more.</summary>
    void Finished(ActiveRow row, RowOutcome<TRow> outcome, long bytes);
}

/// <summary>
/// Starts a row's queries side by side and waits for all of them; the first that fails ends the others. The row is
/// answered when every query was, and failed otherwise.
/// </summary>
internal sealed class ActiveRow<TRow>(RowServices services, IRowOwner<TRow> owner, RowPlan<TRow> plan, long age, long index, object input) : ActiveRow
    where TRow : class
{
    /// <summary>What a finished row takes in memory beside its prompts and answers, roughly.</summary>
    private const int FixedBytes = 1024;

    private readonly Lock _lock = new();
    private readonly Call?[] _calls = new Call?[plan.Queries.Length];
    private readonly object?[] _answers = new object?[plan.Queries.Length];
    private readonly QueryReport[] _reports = new QueryReport[plan.Queries.Length];
    private ImmutableArray<QueryFailure> _failures = [];
    private CallEnd _end;
    private int _unfinished = plan.Queries.Length;
    private int _answered;
    private long _bytes = FixedBytes;

    /// <summary>Starts the queries.</summary>
    public void Start()
    {
        for (int query = 0; query < _calls.Length; query++)
        {
            _ = RunAsync(query);
        }
    }

    public override void End(CallEnd reason)
    {
        lock (_lock)
        {
            EndCalls(reason);
        }
    }

    public override void Cancel()
    {
        lock (_lock)
        {
            CancelCalls();
        }
    }

    private async Task RunAsync(int query)
    {
        Call call = services.Calls.Rent();
        call.Begin(age, services.QueryTimeout);
        lock (_lock)
        {
            _calls[query] = call;
            if (_end != CallEnd.None)
            {
                call.End(_end);
                call.Cancel();
            }
        }

        QueryResult result = await services.Queries.AskAsync(plan, query, input, call).ConfigureAwait(false);

        bool isLast;
        lock (_lock)
        {
            _calls[query] = null;   // from here on nobody but us can end the call, so it may serve another query
            Take(query, result);
            isLast = --_unfinished == 0;
        }

        services.Calls.Return(call);
        if (isLast)
        {
            owner.Finished(this, Complete(), _bytes);
        }
    }

    private void Take(int query, QueryResult result)
    {
        _reports[query] = result.Report;
        _bytes += result.Bytes;
        if (result.Error is null)
        {
            _answers[query] = result.Answer;
            _answered++;
        }
        else if (result.Error.Kind != QueryErrorKind.Cancelled)
        {
            _failures = _failures.Add(new QueryFailure(plan.Queries[query].Name, result.Error));
            EndCalls(CallEnd.Dropped);
            CancelCalls();
        }
    }

    private void EndCalls(CallEnd reason)
    {
        if (_end == CallEnd.None)
        {
            _end = reason;
            foreach (Call? call in _calls)
            {
                call?.End(reason);
            }
        }
    }

    private void CancelCalls()
    {
        foreach (Call? call in _calls)
        {
            call?.Cancel();
        }
    }

    private RowOutcome<TRow> Complete()
    {
        ImmutableArray<QueryReport> reports = ImmutableCollectionsMarshal.AsImmutableArray(_reports);
        if (_answered < _calls.Length)
        {
            return Failed(reports, _failures is [var first, ..]
                ? first
                : new QueryFailure("", new QueryError(QueryErrorKind.Cancelled, "The row was cancelled.")));
        }

        try
        {
            return new AnsweredRow<TRow>(index, input, reports, plan.Complete(input, _answers));
        }
        catch (Exception exception)
        {
            return Failed(reports, new QueryFailure("", new QueryError(
                QueryErrorKind.RowCode,
                $"The finished row could not be made: its own code threw {exception.GetType().FullName}.")
            {
                Exception = exception,
            }));
        }
    }

    private FailedRow<TRow> Failed(ImmutableArray<QueryReport> reports, QueryFailure first) => new(
        index,
        input,
        reports,
        new RowFailure(first.Query.Length == 0 ? null : first.Query, first.Error, _failures, _answered, _calls.Length));
}

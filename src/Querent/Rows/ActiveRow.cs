namespace Querent;

/// <summary>A row that was begun and is not finished.</summary>
internal abstract class ActiveRow : AdmissionRequest
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

    /// <summary>Cancels what a row that has ended has in flight.</summary>
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
/// Asks a row's queries side by side, each when it is granted a permit, and waits for all of them; the first that fails
/// ends the others. The row is answered when every query was, and failed otherwise.
/// </summary>
internal sealed class ActiveRow<TRow> : ActiveRow, IThreadPoolWorkItem
    where TRow : class
{
    private readonly Lock _lock = new();
    private readonly RowServices _services;
    private readonly IRowOwner<TRow> _owner;
    private readonly RowResult<TRow> _result;
    private readonly RowWatch? _watch;
    private readonly Call?[] _calls;
    private CallEnd _end;
    private int _started;
    private int _unfinished;

    public ActiveRow(RowServices services, IRowOwner<TRow> owner, RowPlan<TRow> plan, long index, object input)
    {
        _services = services;
        _owner = owner;
        _result = new RowResult<TRow>(plan, index, input);
        _calls = new Call?[plan.Queries.Length];
        _unfinished = plan.Queries.Length;
        Age = services.NextAge();
        _watch = services.Telemetry.Watch(plan, input, Age, index);
    }

    /// <summary>Asks for a permit for each query.</summary>
    public void Start()
    {
        bool isEnded;
        lock (_lock)
        {
            isEnded = _end != CallEnd.None;
            if (!isEnded)
            {
                _services.Admission.Request(this, _calls.Length);
            }
        }

        if (isEnded)
        {
            Finish();
        }
    }

    public override void Admit() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    public override void End(CallEnd reason)
    {
        bool isLast;
        lock (_lock)
        {
            isLast = EndQueries(reason) && _unfinished == 0;
        }

        if (isLast)
        {
            Finish();
        }
    }

    public override void Cancel()
    {
        lock (_lock)
        {
            CancelCalls();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunNextAsync();

    /// <summary>Runs the next query with the permit that the row was just granted.</summary>
    private async Task RunNextAsync()
    {
        Call? call = null;
        int query;
        lock (_lock)
        {
            query = _started++;
            if (_end == CallEnd.None)
            {
                call = _services.Calls.Rent();
                call.Begin(Age, _services.Options.QueryTimeout);
                _calls[query] = call;
            }
        }

        QueryResult? result = call is null
            ? null
            : await _services.Queries.AskAsync(_result.Plan, query, _result.Input, _result.Answers, _watch, call).ConfigureAwait(false);

        bool isLast;
        lock (_lock)
        {
            _calls[query] = null;   // from here on nobody but us can end the call, so it may serve another query
            if (result is { } ended && !_result.Take(query, ended))
            {
                EndQueries(CallEnd.Dropped);
                CancelCalls();
            }

            // After a failed query's siblings were withdrawn, so that none takes the permit; before the row is finished.
            if (call is null || call.HoldsPermit)
            {
                _services.Admission.Release();
            }

            isLast = --_unfinished == 0;
        }

        if (call is not null)
        {
            _services.Calls.Return(call);
        }

        if (isLast)
        {
            Finish();
        }
    }

    /// <summary>Keeps the row's queries from going on; true when some of them had not been granted a permit yet.</summary>
    private bool EndQueries(CallEnd reason)
    {
        if (_end != CallEnd.None)
        {
            return false;
        }

        _end = reason;
        foreach (Call? call in _calls)
        {
            call?.End(reason);
        }

        int withdrawn = _services.Admission.Withdraw(this);
        _unfinished -= withdrawn;
        return withdrawn > 0;
    }

    private void CancelCalls()
    {
        foreach (Call? call in _calls)
        {
            call?.Cancel();
        }
    }

    private void Finish()
    {
        QueryError? rowError = _end == CallEnd.RowDeadline ? ResilienceErrors.RowDeadline(_services.Options.RowTimeout, null) : null;
        RowOutcome<TRow> outcome = _result.Complete(rowError);
        FailureLog.TellOf(_services.Telemetry.Logger, _result.Plan.Name, outcome);
        _owner.Finished(this, outcome, _result.Bytes);
    }
}

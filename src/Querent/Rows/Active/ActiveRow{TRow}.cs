namespace Querent;

/// <summary>
/// Asks a row's queries, each when it has the answers that it needs and is granted a permit, side by side otherwise; the
/// first that fails ends the others. The row is answered when every query was that is asked of it, and failed otherwise.
/// </summary>
internal sealed class ActiveRow<TRow> : ActiveRow, IThreadPoolWorkItem
    where TRow : class
{
    private readonly Lock _lock = new();
    private readonly IRowOwner<TRow> _owner;
    private readonly RowResult<TRow> _result;
    private readonly RowWatch? _watch;
    private readonly Call?[] _calls;
    private readonly RowAgenda? _agenda;   // null where every query can be asked at once: such a row pays nothing for the others
    private CallEnd _end;
    private int _started;
    private int _open = 1;   // the start, queries that wait for a permit or run, and threads that decide on conditions

    public ActiveRow(IRowOwner<TRow> owner, RowPlan<TRow> plan, long index, object input)
    {
        _owner = owner;
        _result = new RowResult<TRow>(plan, index, input);
        _calls = new Call?[plan.Queries.Length];
        _agenda = plan.Schedule is null ? null : new RowAgenda(plan.Schedule);
        Age = Services.NextAge();
        _watch = Services.Telemetry.Watch(plan, input, Age, index);
    }

    private RowServices Services => _owner.Services;

    /// <summary>Asks for a permit for each query that needs nothing.</summary>
    public void Start()
    {
        NextStep step;
        lock (_lock)
        {
            if (_end == CallEnd.None)
            {
                Request(_agenda?.Begin() ?? _calls.Length);
            }

            step = Leave();
        }

        Take(step);
    }

    public override void Admit() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    public override void End(CallEnd reason)
    {
        bool isLast;
        lock (_lock)
        {
            isLast = EndQueries(reason) && _open == 0;
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
            query = _agenda?.NextReady() ?? _started++;
            if (_end == CallEnd.None)
            {
                call = Services.Calls.Rent();
                call.Begin(Age, Services.Options.QueryTimeout);
                _calls[query] = call;
            }
        }

        QueryResult? result = call is null
            ? null
            : await Services.Queries.AskAsync(_result.Plan, query, _result.Input, _result.Answers, _watch, call).ConfigureAwait(false);

        NextStep step;
        lock (_lock)
        {
            _calls[query] = null;   // from here on nobody but us can end the call, so it may serve another query
            if (result is { } ended)
            {
                if (!_result.Take(query, ended))
                {
                    Drop();
                }
                else if (ended.Error is null)
                {
                    Advance(query);
                }
            }

            // After a failed query's siblings were withdrawn, so that none takes the permit, and after an answered one's
            // dependents asked for theirs, so that the oldest row keeps it; before the row is finished.
            if (call is null || call.HoldsPermit)
            {
                Services.Admission.Release();
            }

            step = Leave();
        }

        if (call is not null)
        {
            Services.Calls.Return(call);
        }

        Take(step);
    }

    /// <summary>
    /// What a thread that is done with its part of the row does next: one that satisfied the last dependency of a conditional
    /// query stays on.
    /// </summary>
    private NextStep Leave()
    {
        if (_end == CallEnd.None && _agenda is { HasUndecided: true })
        {
            return NextStep.Decide;
        }

        return --_open == 0 ? NextStep.Finish : NextStep.None;
    }

    private void Take(NextStep step)
    {
        while (step == NextStep.Decide)
        {
            step = Decide();
        }

        if (step == NextStep.Finish)
        {
            Finish();
        }
    }

    /// <summary>Decides whether the next conditional query is asked, with no permit and outside of the lock.</summary>
    private NextStep Decide()
    {
        int query;
        lock (_lock)
        {
            if (_end != CallEnd.None || !_agenda!.TryNextUndecided(out query))
            {
                return Leave();
            }
        }

        (bool isAsked, QueryError? error) = QueryCondition.Decide(_result.Plan, query, _result.Input, _result.Answers);
        lock (_lock)
        {
            if (error is not null)
            {
                _result.Fail(query, error);
                Drop();
            }
            else if (!isAsked)
            {
                _result.Skip(query);
                Advance(query);
            }
            else if (_end == CallEnd.None)
            {
                Request(_agenda.Ask(query));
            }

            return Leave();
        }
    }

    /// <summary>Takes up what waited for a query last.</summary>
    private void Advance(int query)
    {
        if (_agenda is not null && _end == CallEnd.None)
        {
            Request(_agenda.End(query));
        }
    }

    private void Request(int permits)
    {
        if (permits > 0)
        {
            _open += permits;
            Services.Admission.Request(this, permits);
        }
    }

    private void Drop()
    {
        EndQueries(CallEnd.Dropped);
        CancelCalls();
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

        int withdrawn = Services.Admission.Withdraw(this);
        _open -= withdrawn;
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
        QueryError? rowError = _end == CallEnd.RowDeadline ? ResilienceErrors.RowDeadline(Services.Options.RowTimeout, null) : null;
        RowOutcome<TRow> outcome = _result.Complete(rowError);
        FailureLog.TellOf(Services.Telemetry.Logger, _result.Plan.Name, outcome);
        _owner.Finished(this, outcome, _result.Bytes);
    }

    private enum NextStep
    {
        None,
        Decide,
        Finish,
    }
}

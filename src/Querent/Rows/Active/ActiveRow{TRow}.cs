using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Querent;

/// <summary>
/// Asks a row's queries, each when it has the answers that it needs and is granted a permit, side by side otherwise; the
/// first that fails ends the others. The row is answered when every query was that is asked of it, and failed otherwise.
/// </summary>
internal sealed partial class ActiveRow<TRow> : ActiveRow, IThreadPoolWorkItem, IRecordedRow
    where TRow : class
{
    private readonly Lock _lock = new();
    private readonly IRowOwner<TRow> _owner;
    private readonly RowResult<TRow> _result;
    private readonly RowWatch? _watch;
    private readonly Call?[] _calls;
    private readonly RowJournal? _journal;
    private readonly long _index;
    private RowAgenda? _agenda;   // null where every query can be asked at once: such a row pays nothing for the others
    private RowOutcome<TRow>? _outcome;   // restored, or being recorded
    private Exception? _journalFault;
    private CallEnd _end;
    private int _started;
    private int _open = 1;   // the start, queries that wait for a permit or run, and conditions that are not decided
    private int _undecided;   // conditions that wait for a thread or are being decided
    private int _held;   // of the open ones, those that ask for a permit again once the journal has caught up
    private int _kept;   // permits of ended queries, kept until it is known whether what waited for them is asked

    public ActiveRow(IRowOwner<TRow> owner, RowPlan<TRow> plan, long index, object input, RowJournal? journal = null)
    {
        _owner = owner;
        _journal = journal;
        _index = index;
        _result = new RowResult<TRow>(plan, index, input);
        _calls = new Call?[plan.Queries.Length];
        _agenda = plan.Schedule is null ? null : new RowAgenda(plan.Schedule);
        Age = Services.NextAge();
        _watch = Services.Telemetry.Watch(plan, input, Age, index);
    }

    /// <summary>The row's journal; null where nothing is recorded.</summary>
    public RowJournal? Journal => _journal;

    private RowServices Services => _owner.Services;

    /// <summary>
    /// Asks for a permit for each query that needs nothing and is not recorded as answered; conditions are decided on other threads. Returns
    /// at once.
    /// </summary>
    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "Its builder's task is none.")]
    public void Start()
    {
        if (_journal is { HasPast: true })
        {
            _ = RestoreAsync(_journal);
        }
        else
        {
            Begin();
        }
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

    private void Begin(RowWork? work = null)
    {
        bool isLast;
        lock (_lock)
        {
            if (_end == CallEnd.None)
            {
                TakeUp(work ?? _agenda?.Begin() ?? new RowWork(_calls.Length, 0));
            }

            isLast = Leave();
        }

        if (isLast)
        {
            Finish();
        }
    }

    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "Its builder's task is none.")]
    void IThreadPoolWorkItem.Execute()
    {
        if (!IsHeldBack())
        {
            _ = RunNextAsync();
        }
    }

    /// <summary>Runs the next query with the permit that the row was just granted.</summary>
    [AsyncMethodBuilder(typeof(UnawaitedMethodBuilder))]
    private async ValueTask RunNextAsync()
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

        if (call is null)
        {
            Services.Admission.Unsent();
        }

        QueryResult? result = call is null
            ? null
            : await Services.Queries.AskAsync(_result.Plan, query, _result.Input, _result.Answers, _watch, _journal, call).ConfigureAwait(false);

        bool isLast;
        lock (_lock)
        {
            _calls[query] = null;   // from here on nobody but us can end the call, so it may serve another query
            _kept += call is null || call.HoldsPermit ? 1 : 0;
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

            isLast = Leave();
        }

        if (call is not null)
        {
            Services.Calls.Return(call);
        }

        if (isLast)
        {
            Finish();
        }
    }

    /// <summary>Decides whether the next conditional query is asked, outside of the lock.</summary>
    private void DecideNext()
    {
        int query;
        bool isDecided;
        lock (_lock)
        {
            query = _agenda!.NextUndecided();
            isDecided = _end == CallEnd.None;
        }

        (bool isAsked, QueryError? error) = isDecided ? QueryCondition.Decide(_result.Plan, query, _result.Input, _result.Answers) : default;
        bool isLast;
        lock (_lock)
        {
            _undecided--;
            if (error is not null)
            {
                _result.Fail(query, error);
                Drop();
            }
            else if (isDecided && !isAsked)
            {
                _result.Skip(query);
                Advance(query);
            }
            else if (_end == CallEnd.None)
            {
                TakeUp(_agenda.Ask(query));
            }

            isLast = Leave();
        }

        if (isLast)
        {
            Finish();
        }
    }

    /// <summary>Ends a thread's part of the row; true when it was the last.</summary>
    private bool Leave()
    {
        ReleaseSpare();
        return --_open == 0;
    }

    /// <summary>Takes up what waited for a query last.</summary>
    private void Advance(int query)
    {
        if (_agenda is not null && _end == CallEnd.None)
        {
            TakeUp(_agenda.End(query));
        }
    }

    private void TakeUp(RowWork work)
    {
        _open += work.Permits + work.Decisions;
        _undecided += work.Decisions;
        for (int decision = 0; decision < work.Decisions; decision++)
        {
            // One that keeps a permit goes before those of rows that are only begun, which are decided in their order.
            ThreadPool.UnsafeQueueUserWorkItem(static row => row.DecideNext(), this, preferLocal: _kept > 0);
        }

        if (work.Permits > 0)
        {
            Services.Admission.Request(this, work.Permits);
            Release(Math.Min(work.Permits, _kept));
        }
    }

    /// <summary>
    /// Gives back the permits of ended queries that no decision may need: after a failed query's siblings were withdrawn, so that
    /// none takes one, and after an ended one's dependents asked for theirs, so that the oldest row keeps it; before the row is finished.
    /// </summary>
    private void ReleaseSpare() => Release(_end == CallEnd.None ? Math.Max(_kept - _undecided, 0) : _kept);

    private void Release(int permits)
    {
        _kept -= permits;
        for (; permits > 0; permits--)
        {
            Services.Admission.Release();
        }
    }

    /// <summary>Asks nothing more; what is in flight is paid for, so it is ended only where it cannot be recorded.</summary>
    private void Drop()
    {
        EndQueries(CallEnd.Dropped);
        if (_journal is null)
        {
            CancelCalls();
            return;
        }

        foreach (Call? call in _calls)
        {
            call?.CancelWaits();
        }

        ReleaseSpare();
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

        int withdrawn = Services.Admission.Withdraw(this) + _held;
        _held = 0;
        _open -= withdrawn;
        return withdrawn > 0;
    }

    private void CancelCalls()
    {
        foreach (Call? call in _calls)
        {
            call?.Cancel();
        }

        ReleaseSpare();
    }
}

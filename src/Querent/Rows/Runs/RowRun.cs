namespace Querent;

/// <summary>
/// One run over a source: reads it as far as there is room, starts its rows, and gives out their outcomes. One reader
/// and one consumer; rows finish on any thread.
/// </summary>
internal sealed partial class RowRun<TRow> : IRowOwner<TRow>, IBufferingRun, IAsyncDisposable
    where TRow : class
{
    /// <summary>How long the end of a run waits for attempts that are cancelled: a transport may be slow to notice.</summary>
    private static readonly TimeSpan AttemptGrace = TimeSpan.FromMilliseconds(25);

    /// <summary>How long the end of a run waits for a source that does not return from its own wait.</summary>
    private static readonly TimeSpan SourceGrace = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly RowServices _services;
    private readonly RowPlan<TRow> _plan;
    private readonly RowSource _source;
    private readonly ReorderBuffer<RowOutcome<TRow>> _outcomes;
    private readonly HashSet<ActiveRow> _active = [];
    private readonly RunTally _tally;
    private readonly FailureWatch? _failures;
    private readonly AsyncSignal _room = new();
    private readonly AsyncSignal _news = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunJournal? _journal;
    private readonly RowJournals<TRow>? _journals;
    private readonly int _maxUnfinished;
    private readonly long _maxBytes;
    private Task _reading = Task.CompletedTask;
    private Exception? _sourceFault;
    private JournalException? _journalFault;
    private long _nextIndex;
    private int _untold;   // what the log is being told of, and must have been before the run ends
    private int _recording;   // those of the active rows that only wait for the journal
    private RunState _state;
    private FailureFinding? _finding;
    private bool _isSourceClosed;
    private bool _isFull;

    public RowServices Services => _services;

    public long BufferedBytes
    {
        get
        {
            lock (_lock)
            {
                return _outcomes.Bytes;
            }
        }
    }

    private bool MustNotRead => _state is RunState.Drained or RunState.FailedOut or RunState.Stopped;

    public RowRun(RowServices services, RowPlan<TRow> plan, RowSource source, RunOptions options, int maxConcurrency, RunJournal? journal = null)
    {
        _services = services;
        _plan = plan;
        _source = source;
        _outcomes = new ReorderBuffer<RowOutcome<TRow>>(options.Order == OutcomeOrder.Input);
        _tally = new RunTally(services.Telemetry.Logger, plan.Name, services.Options.TimeProvider, services.Counters);
        _failures = options.StopOnFailures is { } stop ? new FailureWatch(stop) : null;
        _maxUnfinished = options.MaxUnfinishedRows ?? (int)Math.Min(4L * maxConcurrency, int.MaxValue);
        _maxBytes = options.MaxBufferedBytes;
        _journal = journal;
        _journals = journal is null ? null : new RowJournals<TRow>(journal, plan);
    }

    /// <summary>Begins to read the source.</summary>
    public void Start()
    {
        _services.Counters.Begin(this);
        _tally.Begin(_services.Options.MaxConcurrency);
        _reading = _source.MayBlock
            ? Task.Factory.StartNew(() => ReadAsync(onOwnThread: true), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()
            : Task.Run(() => ReadAsync(onOwnThread: false));
    }

    /// <summary>Waits for the next outcome; null when there is none left.</summary>
    /// <exception cref="ExecutorStoppedException">The run was told to read no further, and what it had begun was given out.</exception>
    /// <exception cref="RunStoppedException">Nearly everything failed, and what the run had begun was given out.</exception>
    /// <exception cref="JournalException">The run's journal cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async ValueTask<RowOutcome<TRow>?> NextAsync()
    {
        RowOutcome<TRow>? outcome;
        while (!TryTake(out outcome))
        {
            await _news.WaitAsync().ConfigureAwait(false);
        }

        try
        {
            return outcome is SpilledRow<TRow> spilled ? await spilled.ReadAsync(_services.Calls).ConfigureAwait(false) : outcome;
        }
        catch (OperationCanceledException)
        {
            throw Stopped();   // what was looked for is not, because the run was stopped meanwhile
        }
    }

    /// <summary>Takes the next outcome, or null when there is none left; false when it is to be waited for.</summary>
    private bool TryTake(out RowOutcome<TRow>? outcome)
    {
        lock (_lock)
        {
            if (_state == RunState.Stopped)
            {
                throw Stopped();
            }

            if (!_outcomes.TryTake(out outcome))
            {
                return _active.Count == 0 && _untold == 0 && HasEnded();
            }

            MakeRoom();
        }

        _tally.GiveOut();
        return true;
    }

    /// <summary>Why the run was stopped.</summary>
    private Exception Stopped()
    {
        lock (_lock)
        {
            return _journalFault ?? (Exception)new OperationCanceledException(_stop.Token);
        }
    }

    /// <summary>Whether the source gives no more; throws when that is not for having been read to its end.</summary>
    private bool HasEnded() => _state switch
    {
        RunState.Drained => throw new ExecutorStoppedException($"The executor was drained before the source had ended: rows from index {_nextIndex} on were not asked. Those before are all given out."),
        RunState.FailedOut => throw new RunStoppedException(_finding!, _nextIndex),
        _ when _isSourceClosed && _sourceFault is not null => throw new SourceException(_nextIndex, _sourceFault),
        _ => _isSourceClosed,
    };

    /// <summary>Reads no further; what is begun goes on. Returns at once.</summary>
    public void StopReading()
    {
        lock (_lock)
        {
            if (_state != RunState.Reading)
            {
                return;
            }

            _state = RunState.Drained;
        }

        Wake();
    }

    /// <summary>Ends all that runs; returns at once.</summary>
    public void Stop()
    {
        ActiveRow[] active;
        lock (_lock)
        {
            if (_state == RunState.Stopped)
            {
                return;
            }

            _state = RunState.Stopped;
            active = [.. _active];
            SignalIfDrained();
        }

        _journal?.Stop();
        Wake();   // first: what is cancelled keeps the thread pool busy for a while
        foreach (ActiveRow row in active)
        {
            row.End(CallEnd.Dropped);
        }

        foreach (ActiveRow row in active)
        {
            row.Cancel();
        }
    }

    /// <summary>Stops the run and waits until nothing of it is in flight and its source is closed, or both are past waiting for.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await WaitAtMostAsync(_drained.Task, AttemptGrace).ConfigureAwait(false);
        await WaitAtMostAsync(_reading, SourceGrace).ConfigureAwait(false);
        _services.Counters.End(this);
        _tally.End();
    }

    private static Task WaitAtMostAsync(Task task, TimeSpan time)
        => task.IsCompleted ? Task.CompletedTask : Task.WhenAny(task, Task.Delay(time, TimeProvider.System, CancellationToken.None));

    private void Wake()
    {
        _ = _stop.CancelAsync();
        _room.Set();
        _news.Set();
    }

    private void SignalIfDrained()
    {
        if (_state == RunState.Stopped && _active.Count == 0)
        {
            _drained.TrySetResult();
        }
    }
}

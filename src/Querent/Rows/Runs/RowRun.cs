namespace Querent;

/// <summary>
/// One run over a source: reads it as far as there is room, starts its rows, and gives out their outcomes. One reader
/// and one consumer; rows finish on any thread.
/// </summary>
internal sealed class RowRun<TRow> : IRowOwner<TRow>, IAsyncDisposable
    where TRow : class
{
    /// <summary>How long the end of a run waits for a source that does not return from its own wait.</summary>
    private static readonly TimeSpan SourceGrace = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly RowServices _services;
    private readonly RowPlan<TRow> _plan;
    private readonly RowSource _source;
    private readonly ReorderBuffer<RowOutcome<TRow>> _outcomes;
    private readonly HashSet<ActiveRow> _active = [];
    private readonly RunTally _tally;
    private readonly AsyncSignal _room = new();
    private readonly AsyncSignal _news = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _maxUnfinished;
    private readonly long _maxBytes;
    private Task _reading = Task.CompletedTask;
    private Exception? _sourceFault;
    private long _nextIndex;
    private bool _isReadToEnd;
    private bool _isPastStopping;
    private bool _sourceEnded;
    private bool _isCut;
    private bool _stopped;
    private bool _isFull;

    public RowServices Services => _services;

    private bool MustNotRead => _stopped || _isCut;

    public RowRun(RowServices services, RowPlan<TRow> plan, RowSource source, RunOptions options, int maxConcurrency)
    {
        _services = services;
        _plan = plan;
        _source = source;
        _outcomes = new ReorderBuffer<RowOutcome<TRow>>(options.Order == OutcomeOrder.Input);
        _tally = new RunTally(services.Telemetry.Logger, plan.Name, services.Options.TimeProvider);
        _maxUnfinished = options.MaxUnfinishedRows ?? (int)Math.Min(4L * maxConcurrency, int.MaxValue);
        _maxBytes = options.MaxBufferedBytes;
    }

    /// <summary>Begins to read the source.</summary>
    public void Start()
    {
        _tally.Begin(_services.Options.MaxConcurrency);
        _reading = _source.MayBlock
            ? Task.Factory.StartNew(() => ReadAsync(onOwnThread: true), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()
            : Task.Run(() => ReadAsync(onOwnThread: false));
    }

    /// <summary>Waits for the next outcome; null when there is none left.</summary>
    /// <exception cref="ExecutorStoppedException">The run was told to read no further, and what it had begun was given out.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async ValueTask<RowOutcome<TRow>?> NextAsync()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_stopped)
                {
                    throw new OperationCanceledException(_stop.Token);
                }

                if (_outcomes.TryTake(out RowOutcome<TRow>? outcome))
                {
                    MakeRoom();
                    return outcome;
                }

                if (_isCut && _active.Count == 0)
                {
                    throw new ExecutorStoppedException($"The executor was drained before the source had ended: rows from index {_nextIndex} on were not asked. Those before are all given out.");
                }

                if (_sourceEnded && _active.Count == 0)
                {
                    return _sourceFault is null ? null : throw new SourceException(_nextIndex, _sourceFault);
                }
            }

            await _news.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads no further; what is begun goes on. Returns at once.</summary>
    public void StopReading()
    {
        lock (_lock)
        {
            if (_isPastStopping)
            {
                return;
            }

            _isCut = true;
        }

        WakeReader();
    }

    /// <summary>Ends all that runs; returns at once.</summary>
    public void Stop()
    {
        ActiveRow[] active;
        lock (_lock)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            active = [.. _active];
            SignalIfDrained();
        }

        foreach (ActiveRow row in active)
        {
            row.End(CallEnd.Dropped);
        }

        foreach (ActiveRow row in active)
        {
            row.Cancel();
        }

        WakeReader();
    }

    /// <summary>Stops the run and waits until nothing of it is in flight and its source is closed, or is past waiting for.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _drained.Task.ConfigureAwait(false);
        await Task.WhenAny(_reading, Task.Delay(SourceGrace, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        _tally.End(_isReadToEnd);
    }

    public void Finished(ActiveRow row, RowOutcome<TRow> outcome, long bytes)
    {
        lock (_lock)
        {
            _active.Remove(row);
            _outcomes.Add(outcome.Index, outcome, bytes);
            _tally.Add(outcome);
            MakeRoom();
            SignalIfDrained();
        }

        _services.Registry.Remove(row);
        _news.Set();
    }

    private async Task ReadAsync(bool onOwnThread)
    {
        Exception? fault = null;
        try
        {
            _source.Open(_stop.Token);
            while (HasRoom() || await WaitForRoomAsync(onOwnThread).ConfigureAwait(false))
            {
                if (!await _source.MoveNextAsync().ConfigureAwait(false))
                {
                    EndReading(isToEnd: true);
                    break;
                }

                Admit(_source.Current);
            }
        }
        catch (Exception exception)
        {
            fault = exception;
            EndReading(isToEnd: false);
        }

        try
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            fault ??= exception;
        }

        lock (_lock)
        {
            _sourceEnded = true;
            _sourceFault = fault;
        }

        _news.Set();
    }

    /// <summary>The source has ended by itself, or thrown by itself; what it does once it was told to stop is neither.</summary>
    private void EndReading(bool isToEnd)
    {
        lock (_lock)
        {
            if (!MustNotRead)
            {
                _isPastStopping = true;
                _isReadToEnd = isToEnd;
            }
        }
    }

    private void Admit(object? input)
    {
        ActiveRow<TRow> row;
        lock (_lock)
        {
            if (MustNotRead)
            {
                return;
            }

            long index = _nextIndex++;
            if (input is null)
            {
                var error = new QueryError(QueryErrorKind.InvalidInput, "The source gave null instead of an input.");
                var outcome = new FailedRow<TRow>(index, null!, [], new RowFailure(null, error, [], 0, _plan.Queries.Length));
                _outcomes.Add(index, outcome, RowResult.FixedBytes);
                _tally.Add(outcome);
                FailureLog.TellOf(_services.Telemetry.Logger, _plan.Name, outcome);
                _news.Set();
                return;
            }

            row = new ActiveRow<TRow>(this, _plan, index, input);
            _active.Add(row);
        }

        if (_services.Registry.TryAdd(row))
        {
            row.Start();
            return;
        }

        lock (_lock)
        {
            _nextIndex--;   // no row follows: the executor takes none
            _active.Remove(row);
            SignalIfDrained();
        }

        StopReading();
    }

    private bool HasRoom()
    {
        lock (_lock)
        {
            _isFull = !MustNotRead && !HasRoom(_maxUnfinished - 1);
            return !MustNotRead && !_isFull;
        }
    }

    private async ValueTask<bool> WaitForRoomAsync(bool onOwnThread)
    {
        while (true)
        {
            lock (_lock)
            {
                if (MustNotRead || !_isFull)
                {
                    return !MustNotRead;
                }
            }

            ValueTask wait = _room.WaitAsync();
            if (onOwnThread)
            {
                wait.AsTask().GetAwaiter().GetResult();   // the thread is ours to block
            }
            else
            {
                await wait.ConfigureAwait(false);
            }
        }
    }

    private bool HasRoom(long rows) => _active.Count <= rows && _outcomes.ReadyCount <= rows && _outcomes.Bytes < _maxBytes;

    /// <summary>Wakes the reader, but only once it can read several rows: a wake-up costs more than a row.</summary>
    private void MakeRoom()
    {
        if (_isFull && HasRoom(_maxUnfinished * 3L / 4))
        {
            _isFull = false;
            _room.Set();
        }
    }

    private void WakeReader()
    {
        _ = _stop.CancelAsync();
        _room.Set();
        _news.Set();
    }

    private void SignalIfDrained()
    {
        if (_stopped && _active.Count == 0)
        {
            _drained.TrySetResult();
        }
    }
}

namespace Querent;

/// <summary>
/// The rows that are begun and not finished, the oldest first, so that one timer serves all of their deadlines. These stand
/// still while the executor is paused.
/// </summary>
internal sealed class RowRegistry : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<ActiveRow> _rows = new();
    private readonly WorkingClock _clock;
    private readonly TimeSpan _rowTimeout;
    private readonly ITimer _timer;
    private TaskCompletionSource? _empty;
    private long _busySince;
    private TimeSpan _busy;
    private bool _isTimerSet;
    private bool _isPaused;
    private bool _isClosed;

    public RowRegistry(WorkingClock clock, TimeSpan rowTimeout)
    {
        _clock = clock;
        _rowTimeout = rowTimeout;
        _timer = clock.TimeProvider.CreateTimer(static state => ((RowRegistry)state!).EndOverdue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Is called when there is a row and was none; must not take long or call back.</summary>
    public Action? Begun { get; set; }

    /// <summary>How many rows there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _rows.Count;
            }
        }
    }

    /// <summary>For how long there have been rows, pauses not counted.</summary>
    public TimeSpan BusyTime
    {
        get
        {
            lock (_lock)
            {
                return _rows.Count > 0 ? _busy + _clock.Since(_busySince) : _busy;
            }
        }
    }

    /// <summary>Takes a row in; false when the registry is closed.</summary>
    public bool TryAdd(ActiveRow row)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            row.Begun = _clock.Now;
            if (_rows.Count == 0)
            {
                _busySince = row.Begun;
                Begun?.Invoke();
            }

            row.Node = _rows.AddLast(row);
            if (!_isTimerSet)
            {
                SetTimer(_rowTimeout);
            }

            return true;
        }
    }

    public void Remove(ActiveRow row)
    {
        lock (_lock)
        {
            _rows.Remove(row.Node!);
            if (_rows.Count == 0)
            {
                _busy += _clock.Since(_busySince);
                SetTimer(Timeout.InfiniteTimeSpan);
                _empty?.TrySetResult();
            }
        }
    }

    /// <summary>Ends no row until <see cref="Resume"/>; the clock was stopped.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            _isPaused = true;
            SetTimer(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends overdue rows again; the clock was started.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _isPaused = false;
            if (_rows.First is { Value: var oldest })
            {
                TimeSpan left = Left(oldest);
                SetTimer(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }
        }
    }

    /// <summary>Takes no more rows; ends when those there are have left.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_rows.Count == 0)
            {
                _empty.TrySetResult();
            }

            return _empty.Task;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void EndOverdue()
    {
        List<ActiveRow> overdue = [];
        lock (_lock)
        {
            _isTimerSet = false;
            foreach (ActiveRow row in _rows)
            {
                TimeSpan left = Left(row);
                if (left > TimeSpan.Zero)
                {
                    SetTimer(left);
                    break;
                }

                overdue.Add(row);
            }
        }

        foreach (ActiveRow row in overdue)
        {
            row.End(CallEnd.RowDeadline);
            row.Cancel();
        }
    }

    private TimeSpan Left(ActiveRow row) => _rowTimeout - _clock.Since(row.Begun);

    private void SetTimer(TimeSpan due)
    {
        _isTimerSet = due != Timeout.InfiniteTimeSpan && !_isPaused;
        _timer.Change(_isTimerSet ? due : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}

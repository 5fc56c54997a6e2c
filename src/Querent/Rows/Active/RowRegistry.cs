namespace Querent;

/// <summary>
/// The rows that are begun and not finished, the oldest first, so that one timer serves all of their deadlines.
/// </summary>
internal sealed class RowRegistry : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<ActiveRow> _rows = new();
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _rowTimeout;
    private readonly ITimer _timer;
    private TaskCompletionSource? _empty;
    private bool _isTimerSet;
    private bool _isClosed;

    public RowRegistry(TimeProvider timeProvider, TimeSpan rowTimeout)
    {
        _timeProvider = timeProvider;
        _rowTimeout = rowTimeout;
        _timer = timeProvider.CreateTimer(static state => ((RowRegistry)state!).EndOverdue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

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

    /// <summary>Takes a row in; false when the registry is closed.</summary>
    public bool TryAdd(ActiveRow row)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            row.Begun = _timeProvider.GetTimestamp();
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
                SetTimer(Timeout.InfiniteTimeSpan);
                _empty?.TrySetResult();
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
                TimeSpan left = _rowTimeout - _timeProvider.GetElapsedTime(row.Begun);
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

    private void SetTimer(TimeSpan due)
    {
        _isTimerSet = due != Timeout.InfiniteTimeSpan;
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }
}

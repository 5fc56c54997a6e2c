namespace Querent;

/// <summary>
/// Writes what rows record, all that has gathered while the last transaction was written in the next one: with many rows at once, a
/// transaction's cost is shared by many.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    /// <summary>How long the end of a run waits for a journal that cannot be written at the moment.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly IJournalRun _run;
    private readonly JournalPatience _patience;
    private readonly CancellationTokenSource _closing = new();
    private readonly AsyncSignal _news = new();
    private readonly int _mostUnwritten;
    private readonly Task _writing;
    private Batch _next = new();
    private Batch? _written;
    private List<IRecordedRow> _held = [];
    private int _unwritten;   // calls that were added and are not durable
    private JournalException? _fault;
    private bool _isClosed;

    /// <param name="run">Where to.</param>
    /// <param name="patience">Waits for a run that cannot be written at the moment.</param>
    /// <param name="mostUnwritten">With so many calls that are not durable, rows are held back.</param>
    public JournalWriter(IJournalRun run, JournalPatience patience, int mostUnwritten)
    {
        _run = run;
        _mostUnwritten = mostUnwritten;
        _patience = patience;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Records a call, at the latest with the next row that ends.</summary>
    public void Add(JournalCall call) => TryEnqueue(call, row: null);

    /// <summary>Records the end of a row, which is told once that and all that was added before is durable, or cannot be.</summary>
    public void EndRow(JournalRowEnd end, IRecordedRow row)
    {
        if (!TryEnqueue(end, row))
        {
            row.Recorded(_fault ?? new JournalException("The run has ended."), isLast: true);
        }
    }

    /// <summary>
    /// Holds a row back while very many calls are not durable, which a crash would make it pay for again; it is told when they are few
    /// again, or cannot be written. False where it is not held.
    /// </summary>
    public bool TryHold(IRecordedRow row)
    {
        if (Volatile.Read(ref _unwritten) < _mostUnwritten)
        {
            return false;   // nearly always, without the lock
        }

        lock (_lock)
        {
            if (_unwritten < _mostUnwritten || _fault is not null || _isClosed)
            {
                return false;
            }

            _held.Add(row);
            return true;
        }
    }

    /// <summary>Ends the writing: what has not been begun is not written, nor anything after it.</summary>
    public void Fail(JournalException fault)
    {
        Batch unwritten;
        lock (_lock)
        {
            _fault ??= fault;
            unwritten = _next;
            _next = new Batch();
        }

        unwritten.Tell(_fault);
        LetGo();
    }

    /// <summary>Writes what has been added.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        _news.Set();
        _closing.CancelAfter(ClosingTime);
        await _writing.ConfigureAwait(false);
        _closing.Dispose();
    }

    private bool TryEnqueue(JournalEntry entry, IRecordedRow? row)
    {
        bool isFirst;
        lock (_lock)
        {
            if (_fault is not null || _isClosed)
            {
                return false;
            }

            isFirst = _next.Entries.Count == 0;
            _next.Entries.Add(entry);
            if (row is not null)
            {
                _next.Rows.Add(row);
            }
            else
            {
                _unwritten++;
            }
        }

        if (isFirst)
        {
            _news.Set();
        }

        return true;
    }

    private async Task WriteAsync()
    {
        while (await TakeAsync().ConfigureAwait(false) is { } batch)
        {
            JournalException? fault = await WriteAsync(batch).ConfigureAwait(false);
            batch.Tell(fault);
            if (fault is not null)
            {
                Fail(fault);
                return;
            }

            bool areFew;
            lock (_lock)
            {
                _unwritten -= batch.Entries.Count - batch.Rows.Count;
                areFew = _held.Count > 0 && _unwritten <= _mostUnwritten / 2;
            }

            if (areFew)
            {
                LetGo();
            }

            batch.Clear();
            _written = batch;
        }
    }

    private void LetGo()
    {
        List<IRecordedRow> held;
        lock (_lock)
        {
            held = _held;
            _held = [];
        }

        foreach (IRecordedRow row in held)
        {
            row.GoOn();
        }
    }

    private async ValueTask<JournalException?> WriteAsync(Batch batch)
    {
        try
        {
            await _patience.RunAsync(
                static async (state, cancellationToken) =>
                {
                    await state.Run.WriteAsync(state.Entries, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                (Run: _run, batch.Entries),
                _closing.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            return new JournalException("The run was ended before its journal could be written. What it does not hold is asked again.");
        }
        catch (Exception exception)
        {
            return exception as JournalException ?? new JournalException($"The journal could not be written: it threw {exception.GetType().FullName}.", exception);
        }
    }

    /// <summary>What is to be written next; null when that was all.</summary>
    private async ValueTask<Batch?> TakeAsync()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_next.Entries.Count > 0)
                {
                    Batch batch = _next;
                    _next = _written ?? new Batch();
                    _written = null;
                    return batch;
                }

                if (_isClosed)
                {
                    return null;
                }
            }

            await _news.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What is written in one transaction, and the rows that wait for it.</summary>
    private sealed class Batch
    {
        public List<JournalEntry> Entries { get; } = [];

        public List<IRecordedRow> Rows { get; } = [];

        /// <summary>Tells the rows one after another: a thread for each, and a wake-up of whom they are given to, would cost more than they do.</summary>
        public void Tell(JournalException? fault)
        {
            for (int row = 0; row < Rows.Count; row++)
            {
                Rows[row].Recorded(fault, isLast: row == Rows.Count - 1);
            }
        }

        /// <summary>Makes room for other entries.</summary>
        public void Clear()
        {
            Entries.Clear();
            Rows.Clear();
        }
    }
}

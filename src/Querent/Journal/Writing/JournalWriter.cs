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
    private readonly Task _writing;
    private Batch _next = new();
    private Batch? _written;
    private JournalException? _fault;
    private bool _isClosed;

    public JournalWriter(IJournalRun run, JournalPatience patience)
    {
        _run = run;
        _patience = patience;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Records a call, at the latest with the next row that ends.</summary>
    public void Add(JournalCall call) => _ = TryEnqueue(call);

    /// <summary>Records the end of a row; ends when that and all that was added before is durable.</summary>
    /// <exception cref="JournalException">It could not be written, or something before it.</exception>
    public Task EndRowAsync(JournalRowEnd end) => TryEnqueue(end) ?? Task.FromException(_fault ?? new JournalException("The run has ended."));

    /// <summary>Ends the writing: what has not been begun is not written, nor anything after it.</summary>
    public void Fail(JournalException fault)
    {
        lock (_lock)
        {
            _fault ??= fault;
            _next.Fail(_fault);
            _next = new Batch();
        }
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

    private Task? TryEnqueue(JournalEntry entry)
    {
        Task end;
        bool isFirst;
        lock (_lock)
        {
            if (_fault is not null || _isClosed)
            {
                return null;
            }

            isFirst = _next.Entries.Count == 0;
            _next.Entries.Add(entry);
            end = _next.Written.Task;
        }

        if (isFirst)
        {
            _news.Set();
        }

        return end;
    }

    private async Task WriteAsync()
    {
        while (await TakeAsync().ConfigureAwait(false) is { } batch)
        {
            JournalException? fault = await WriteAsync(batch).ConfigureAwait(false);
            if (fault is null)
            {
                batch.Written.TrySetResult();
                _written = batch;
                continue;
            }

            batch.Fail(fault);
            Fail(fault);
            return;
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
                    _next = new Batch(_written?.TakeList());
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

    /// <summary>What is written in one transaction.</summary>
    private sealed class Batch(List<JournalEntry>? list = null)
    {
        public List<JournalEntry> Entries { get; private set; } = list ?? [];

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Fail(JournalException fault)
        {
            Written.TrySetException(fault);
            _ = Written.Task.Exception;   // it may be that nobody waits
        }

        /// <summary>The list, for another batch.</summary>
        public List<JournalEntry> TakeList()
        {
            List<JournalEntry> entries = Entries;
            Entries = [];
            entries.Clear();
            return entries;
        }
    }
}

namespace Querent;

/// <summary>A run of a SQLite journal.</summary>
internal sealed class SqliteJournalRun(SqliteWorker writer, SqliteWorker reader, long id, bool isNew, Action close) : IJournalRun
{
    private readonly SqliteWrites _writes = new(id, isNew);
    private readonly SqliteReads _reads = new(id);
    private bool _isIndexed;
    private bool _isDisposed;

    public bool IsNew => isNew;

    public JournalRunMode? Mode { get; init; }

    public async ValueTask<IReadOnlyList<JournaledRow>> FindAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        await IndexAsync(cancellationToken).ConfigureAwait(false);
        return await reader.RunAsync(connection => _reads.Find(connection, keys), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken = default)
    {
        if (!isNew)
        {
            await IndexAsync(cancellationToken).ConfigureAwait(false);
        }

        await writer.RunAsync(connection => _writes.Write(connection, entries), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        try
        {
            await reader.RunAsync(_ => Dispose(_reads), CancellationToken.None).ConfigureAwait(false);
            await writer.RunAsync(_ => Dispose(_writes), CancellationToken.None).ConfigureAwait(false);
        }
        catch (JournalException)
        {
            // The journal was closed before its run, and the statements with it.
        }

        close();
    }

    /// <summary>
    /// Makes the indexes when they are needed first: by then the run's first rows are read. Rows of a new run are looked for only where they
    /// were left here for a while.
    /// </summary>
    private async ValueTask IndexAsync(CancellationToken cancellationToken)
    {
        if (!_isIndexed)
        {
            await writer.RunAsync(SqliteRuns.EnsureIndexes, cancellationToken).ConfigureAwait(false);
            _isIndexed = true;
        }
    }

    private static bool Dispose(IDisposable statements)
    {
        statements.Dispose();
        return true;
    }
}

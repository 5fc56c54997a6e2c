using Npgsql;

namespace Querent;

/// <summary>A run of a PostgreSQL journal.</summary>
internal sealed class PostgreSqlJournalRun(PostgreSqlDatabase database, PostgreSqlHold hold, Action close) : IJournalRun
{
    private readonly PostgreSqlWrites _writes = new(database, hold.RunId);
    private readonly SemaphoreSlim _writing = new(1);
    private bool _isDisposed;

    public bool IsNew => hold.IsNew;

    public JournalRunMode? Mode => hold.Mode;

    public ValueTask<IReadOnlyList<JournaledRow>> FindAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
        => database.UseAsync((connection, token) => PostgreSqlReads.FindAsync(database, connection, hold.RunId, keys, token), cancellationToken);

    public async ValueTask WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            NpgsqlConnection connection = await hold.ConnectionAsync(cancellationToken).ConfigureAwait(false);
            await _writes.WriteAsync(connection, entries, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!PostgreSqlDatabase.IsCancelled(exception, cancellationToken))
        {
            throw database.Fault(exception);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        bool wasDisposed = _isDisposed;
        _isDisposed = true;
        _writing.Release();
        if (!wasDisposed)
        {
            await hold.DisposeAsync().ConfigureAwait(false);
            close();
        }
    }
}

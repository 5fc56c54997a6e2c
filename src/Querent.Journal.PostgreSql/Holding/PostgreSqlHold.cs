using Npgsql;

namespace Querent;

/// <summary>
/// One process's hold on a run: a session that has the run's lock, and over which all that is recorded goes. Whoever has lost the lock has
/// lost the connection as well, so that no two ever write one run.
/// </summary>
internal sealed class PostgreSqlHold : IAsyncDisposable
{
    private readonly PostgreSqlDatabase _database;
    private readonly string _run;
    private readonly long _lock;
    private readonly Guid _holder = Guid.NewGuid();
    private PostgreSqlSession _session;

    private PostgreSqlHold(PostgreSqlDatabase database, string run, long @lock, PostgreSqlSession session)
    {
        _database = database;
        _run = run;
        _lock = @lock;
        _session = session;
    }

    /// <summary>The run's id.</summary>
    public long RunId { get; private set; }

    /// <summary>Whether nothing was recorded of the run when it was opened.</summary>
    public bool IsNew { get; private set; }

    /// <summary>How the run was begun; null where it does not say.</summary>
    public JournalRunMode? Mode { get; private set; }

    /// <summary>Takes a run, which is begun where there is none.</summary>
    /// <exception cref="JournalException">Another has it, or it is of another row type.</exception>
    public static async Task<PostgreSqlHold> TakeAsync(PostgreSqlDatabase database, JournalRunInfo run, CancellationToken cancellationToken)
    {
        long @lock = PostgreSqlLocks.OfRun(database.Schema, PostgreSqlText.KeyOf(run.Name));
        PostgreSqlSession session = await PostgreSqlSession.TakeAsync(database, @lock, cancellationToken).ConfigureAwait(false) ?? throw new JournalException(
            $"The run '{run.Name}' of the journal in {database.Place} is open in another process. Wait for that one, or give this one another name. When its machine has died, the server notices within a minute or so.");
        try
        {
            var hold = new PostgreSqlHold(database, run.Name, @lock, session);
            (hold.RunId, hold.IsNew, hold.Mode) = await PostgreSqlRuns.OpenAsync(database, session.Connection, run, hold._holder, cancellationToken).ConfigureAwait(false);
            return hold;
        }
        catch (Exception)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The connection that has the lock; where the last one was cut, a new one that has taken it again.</summary>
    /// <exception cref="JournalException">Another has the run, or had it since.</exception>
    public async ValueTask<NpgsqlConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        if (!_session.IsAlive)
        {
            await TakeAgainAsync(cancellationToken).ConfigureAwait(false);
        }

        return _session.Connection;
    }

    /// <summary>Lets others open the run.</summary>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private async Task TakeAgainAsync(CancellationToken cancellationToken)
    {
        bool isLingering = await _database.UseAsync((connection, token) => _session.EndAsync(connection, token), cancellationToken).ConfigureAwait(false);
        PostgreSqlSession? session = await PostgreSqlSession.TakeAsync(_database, _lock, cancellationToken).ConfigureAwait(false);
        if (session is null)
        {
            throw isLingering
                ? new JournalException($"The run '{_run}' of the journal in {_database.Place} is still held by its own connection that was cut, which the server has not ended yet.") { IsTransient = true }
                : Lost();
        }

        try
        {
            if (await PostgreSqlRuns.FindHolderAsync(_database, session.Connection, RunId, cancellationToken).ConfigureAwait(false) != _holder)
            {
                throw Lost();
            }
        }
        catch (Exception)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await _session.DisposeAsync().ConfigureAwait(false);
        _session = session;
    }

    private JournalException Lost() => new(
        $"The run '{_run}' of the journal in {_database.Place} was opened by another process, or purged, while the connection was cut. What was recorded before is safe; start the run again when the other has ended.");
}

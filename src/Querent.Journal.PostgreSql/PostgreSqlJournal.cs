using System.Collections.Concurrent;
using Npgsql;

namespace Querent;

/// <summary>
/// A journal in a schema of a PostgreSQL database, for many processes and runs at once; each run is open in one of them at a time. Everybody
/// who may can read it with plain SQL meanwhile (<c>docs/journal.md</c> has its tables).
/// </summary>
/// <remarks>
/// A run takes a connection of the pool for itself for as long as it is open, and now and then a second one. They must be sessions of the
/// server's own: a pooler that gives each transaction another session (PgBouncer's transaction mode) cannot keep runs apart.
/// </remarks>
public sealed class PostgreSqlJournal : IJournal
{
    private readonly ConcurrentDictionary<string, bool> _open = new(StringComparer.Ordinal);
    private readonly PostgreSqlDatabase _database;
    private bool _hasAnswerIndex;

    private PostgreSqlJournal(PostgreSqlDatabase database) => _database = database;

    /// <summary>The schema that holds the tables.</summary>
    public string Schema => _database.Schema;

    /// <summary>Opens a journal, and makes its schema and tables where there are none.</summary>
    /// <param name="connectionString">
    /// Where the database is and how to log in, as Npgsql has it; it is in no exception. TLS, integrated security and passwords work; for what
    /// is set in code, such as several hosts or password providers, give a data source.
    /// </param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The connection string or an option is malformed.</exception>
    /// <exception cref="JournalException">
    /// The server cannot be reached or refuses the user; the schema holds something else, is damaged or of a later version.
    /// <see cref="JournalException.IsTransient"/> tells whether to try again.
    /// </exception>
    public static Task<PostgreSqlJournal> OpenAsync(string connectionString, PostgreSqlJournalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        options ??= new PostgreSqlJournalOptions();
        options.Validate();
        return OpenAsync(new PostgreSqlDatabase(Build(connectionString), isOwned: true, options.Schema), PostgreSqlTables.Version, cancellationToken);
    }

    /// <summary>Opens a journal, and makes its schema and tables where there are none.</summary>
    /// <param name="dataSource">
    /// Where the database is, which stays the caller's to dispose of. A slim one must take arrays (<c>EnableArrays</c>), one of several hosts
    /// must lead to the primary.
    /// </param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An option is malformed.</exception>
    /// <exception cref="JournalException">
    /// The server cannot be reached or refuses the user; the schema holds something else, is damaged or of a later version.
    /// <see cref="JournalException.IsTransient"/> tells whether to try again.
    /// </exception>
    public static Task<PostgreSqlJournal> OpenAsync(NpgsqlDataSource dataSource, PostgreSqlJournalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        options ??= new PostgreSqlJournalOptions();
        options.Validate();
        return OpenAsync(new PostgreSqlDatabase(dataSource, isOwned: false, options.Schema), PostgreSqlTables.Version, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IJournalRun> OpenRunAsync(JournalRunInfo run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (!_open.TryAdd(run.Name, true))
        {
            throw new JournalException($"The run '{run.Name}' of the journal in {_database.Place} is open already. Give this one another name.");
        }

        try
        {
            PostgreSqlHold hold = await PostgreSqlHold.TakeAsync(_database, run, cancellationToken).ConfigureAwait(false);
            return new PostgreSqlJournalRun(_database, hold, () => _open.TryRemove(run.Name, out _));
        }
        catch (Exception exception)
        {
            _open.TryRemove(run.Name, out _);
            if (PostgreSqlDatabase.IsCancelled(exception, cancellationToken))
            {
                throw;
            }

            throw _database.Fault(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalRunSummary>> ListRunsAsync(CancellationToken cancellationToken = default)
        => _database.UseAsync((connection, token) => PostgreSqlRuns.ListAsync(_database, connection, token), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The first call makes an index, which takes some seconds for a million answers; runs wait with what they record meanwhile.</remarks>
    public async ValueTask<JournalCall?> FindAnswerAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? recordedSince = null, CancellationToken cancellationToken = default)
    {
        if (!_hasAnswerIndex)
        {
            _hasAnswerIndex = await _database.UseAsync((connection, token) => PostgreSqlAnswers.EnsureIndexAsync(_database, connection, token), cancellationToken).ConfigureAwait(false);
        }

        return await _database.UseAsync((connection, token) => PostgreSqlAnswers.FindAsync(_database, connection, fingerprint, recordedSince, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The tables are vacuumed, so that nothing that is deleted can be read with SQL. Where it must be gone from the files as well, free space
    /// in pages, the write-ahead log and backups are the server's: <c>VACUUM FULL</c> rewrites the first.
    /// </remarks>
    public ValueTask<long> PurgeAsync(JournalPurge purge, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purge);
        purge.Validate();
        return _database.UseAsync((connection, token) => PostgreSqlPurge.DeleteAsync(_database, connection, purge, token), cancellationToken);
    }

    /// <summary>Closes the journal; what was written is in it. The caller's data source stays open.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    internal static async Task<PostgreSqlJournal> OpenAsync(PostgreSqlDatabase database, int version, CancellationToken cancellationToken)
    {
        try
        {
            if (database.IsMultiplexing)
            {
                throw new JournalException($"The journal in {database.Place} cannot be used through this data source: with Multiplexing no connection is a run's own. Give the journal a data source without it.");
            }

            await database.UseAsync(
                async (connection, token) =>
                {
                    await PostgreSqlMigration.PrepareAsync(database, connection, version, token).ConfigureAwait(false);
                    return await PostgreSqlCheck.RunAsync(database, connection, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return new PostgreSqlJournal(database);
        }
        catch (Exception)
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static NpgsqlDataSource Build(string connectionString)
    {
        try
        {
            var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
            builder.ConnectionStringBuilder.ApplicationName ??= "Querent";
            return builder.EnableArrays().EnableTransportSecurity().EnableIntegratedSecurity().Build();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            // What Npgsql says of it may hold a part of the password.
            throw new ArgumentException("The connection string cannot be read: a key is unknown, or a value is malformed. It has the form \"Host=…;Database=…;Username=…;Password=…\"; a value with a semicolon goes into quotes.", nameof(connectionString));
        }
    }
}

using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>
/// A journal in one SQLite file, in WAL mode: nothing to install or to start. One process has it open for writing at a time; others may read
/// it with plain SQL meanwhile (<c>docs/journal.md</c> has its tables).
/// </summary>
/// <remarks>
/// Beside the file lie, while it is open, <c>-wal</c> and <c>-shm</c>, which belong to it, and <c>.lock</c>, an empty file that tells another
/// process that it is open. On a network share neither locks nor durability can be relied on.
/// </remarks>
public sealed class SqliteJournal : IJournal
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly SqliteLockFile _lockFile;
    private readonly SqliteWorker _writer;
    private readonly SqliteWorker _reader;
    private bool _hasAnswerIndex;   // looked for once, and not behind each transaction
    private bool _isDisposed;

    private SqliteJournal(string path, SqliteLockFile lockFile, SqliteConnection writing, SqliteConnection reading)
    {
        Path = path;
        _lockFile = lockFile;
        _writer = new SqliteWorker(writing);
        _reader = new SqliteWorker(reading);
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>The connection over which all is recorded.</summary>
    internal SqliteWorker Writer => _writer;

    /// <summary>Opens a journal, and makes it where there is none.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancellationToken">Gives up before it is begun.</param>
    /// <exception cref="JournalException">
    /// Another process has it open; it is damaged, something else or of a later version; it cannot be read or written.
    /// </exception>
    public static Task<SqliteJournal> OpenAsync(string path, SqliteJournalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new SqliteJournalOptions();
        options.Validate();
        return Task.Run(() => Open(System.IO.Path.GetFullPath(path), options), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IJournalRun> OpenRunAsync(JournalRunInfo run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        lock (_lock)
        {
            if (!_open.Add(run.Name))
            {
                throw new JournalException($"The run '{run.Name}' of the journal {Path} is open already. Give this one another name.");
            }
        }

        try
        {
            SqliteRuns.OpenedRun opened = await _writer.RunAsync(connection => SqliteRuns.Open(connection, run, Path), cancellationToken).ConfigureAwait(false);
            return new SqliteJournalRun(_writer, _reader, opened.Id, opened.IsNew, () => Close(run.Name)) { Mode = opened.Mode };
        }
        catch (Exception)
        {
            Close(run.Name);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<JournalRunSummary>> ListRunsAsync(CancellationToken cancellationToken = default)
        => await _reader.RunAsync(SqliteRuns.List, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<JournalCall?> FindAnswerAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? recordedSince = null, CancellationToken cancellationToken = default)
    {
        _hasAnswerIndex = _hasAnswerIndex || await _writer.RunAsync(SqliteAnswers.EnsureIndex, cancellationToken).ConfigureAwait(false);
        return await _reader.RunAsync(connection => SqliteAnswers.Find(connection, fingerprint, recordedSince), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<long> PurgeAsync(JournalPurge purge, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purge);
        purge.Validate();
        Task<long> purging;
        lock (_lock)
        {
            if (_open.FirstOrDefault(name => purge.Run is null || purge.Run == name) is { } open)
            {
                throw new JournalException($"The run '{open}' of the journal {Path} is open. Purge when it has ended.");
            }

            // Under the lock: a run that is opened from here on is opened behind it.
            purging = _writer.RunAsync(connection => SqlitePurge.Delete(connection, purge), cancellationToken);
        }

        return await purging.ConfigureAwait(false);
    }

    /// <summary>Closes the file; what was written is in it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _reader.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        _lockFile.Dispose();
    }

    private static SqliteJournal Open(string path, SqliteJournalOptions options)
    {
        var lockFile = SqliteLockFile.Take(path);
        SqliteConnection? writing = null;
        try
        {
            bool isWhole = SqliteIntegrity.CheckHead(path);
            writing = Connect(path, options);
            SqliteSchema.Prepare(writing, path, SqliteSchema.Version);
            SqliteIntegrity.Check(writing, path, options.IntegrityCheck, isWhole);
            return new SqliteJournal(path, lockFile, writing, Connect(path, options));
        }
        catch (Exception exception)
        {
            writing?.Dispose();
            lockFile.Dispose();
            if (exception is SqliteException fault)
            {
                throw SqliteFault.Of(fault, path);
            }

            throw;
        }
    }

    private static SqliteConnection Connect(string path, SqliteJournalOptions options)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Execute(connection, $"""
                PRAGMA page_size = 8192;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(options.Durability == SqliteDurability.Power ? "FULL" : "NORMAL")};
                PRAGMA wal_autocheckpoint = 2000;
                PRAGMA cache_size = -16000;
                PRAGMA secure_delete = ON;
                """);
            return connection;
        }
        catch (Exception)
        {
            connection.Dispose();
            throw;
        }
    }

    private void Close(string run)
    {
        lock (_lock)
        {
            _open.Remove(run);
        }
    }
}

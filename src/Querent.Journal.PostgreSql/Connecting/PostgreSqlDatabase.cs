using System.Transactions;
using Npgsql;

namespace Querent;

/// <summary>The database of a journal: lends connections, and says what goes wrong with them in a journal's words.</summary>
internal sealed class PostgreSqlDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly bool _isOwned;
    private bool _isClosed;

    public PostgreSqlDatabase(NpgsqlDataSource source, bool isOwned, string schema)
    {
        _source = source;
        _isOwned = isOwned;
        Schema = schema;
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        IsMultiplexing = settings.Multiplexing;
        Place = $"schema '{schema}' of the database '{settings.Database ?? settings.Username}' at {settings.Host}:{settings.Port}";
    }

    /// <summary>The schema's name.</summary>
    public string Schema { get; }

    /// <summary>The schema's name as it is written in SQL.</summary>
    public string QuotedSchema => $"\"{Schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Where the journal is, for a person: nothing to log in with.</summary>
    public string Place { get; }

    /// <summary>Whether a connection that was opened is none of its own.</summary>
    public bool IsMultiplexing { get; }

    /// <summary>Does something with a connection of the pool.</summary>
    /// <exception cref="JournalException">It could not be done.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<T> UseAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlConnection connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await action(connection, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!IsCancelled(exception, cancellationToken))
        {
            throw Fault(exception);
        }
    }

    /// <summary>Opens a connection, apart from any transaction that the caller is in: what is recorded stays when that is rolled back.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (Transaction.Current is null)
        {
            return await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }

        using var apart = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        apart.Complete();
        return connection;
    }

    /// <summary>What an exception means for the journal.</summary>
    public JournalException Fault(Exception exception) => PostgreSqlFault.Of(exception, Place);

    /// <summary>Whether it is the caller who gave up.</summary>
    public static bool IsCancelled(Exception exception, CancellationToken cancellationToken) => exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        return _isOwned ? _source.DisposeAsync() : ValueTask.CompletedTask;
    }
}

using System.Data;
using Npgsql;

namespace Querent;

/// <summary>A connection that has a run's advisory lock for as long as it lives.</summary>
internal sealed class PostgreSqlSession : IAsyncDisposable
{
    private readonly long _lock;
    private readonly int _id;
    private readonly DateTime _startedAt;

    private PostgreSqlSession(NpgsqlConnection connection, long @lock, DateTime startedAt)
    {
        Connection = connection;
        _lock = @lock;
        _id = connection.ProcessID;
        _startedAt = startedAt;
    }

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Whether the connection lives, as far as this side has heard.</summary>
    public bool IsAlive => Connection.State == ConnectionState.Open;

    /// <summary>Opens a connection and takes the lock; null when another session has it.</summary>
    public static async Task<PostgreSqlSession?> TakeAsync(PostgreSqlDatabase database, long @lock, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DateTime startedAt = await LockAsync(connection, @lock, cancellationToken).ConfigureAwait(false);
            return new PostgreSqlSession(connection, @lock, startedAt);
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
            {
                return null;
            }

            throw;
        }
    }

    /// <summary>
    /// Ends the session on the server, where it may live on when the network between was cut; tells whether it was still there.
    /// </summary>
    public Task<bool> EndAsync(NpgsqlConnection other, CancellationToken cancellationToken)
        => other.Command("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2")
            .With(_id).With(_startedAt).ReadAsync<bool>(cancellationToken);

    /// <summary>Gives the lock back, and the connection to its pool.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsAlive)
            {
                await Connection.Command($"SELECT pg_advisory_unlock({_lock})").RunAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // The connection was cut or is closed: the lock is gone with it.
        }
        finally
        {
            await Connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<DateTime> LockAsync(NpgsqlConnection connection, long @lock, CancellationToken cancellationToken)
    {
        // A process that has just died may hold it for another moment. One on a machine that is gone holds it until the server finds out,
        // which takes it two hours unless it is told to look.
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (string sql in (string[])
            [
                "SET tcp_keepalives_idle = 30",
                "SET tcp_keepalives_interval = 10",
                "SET tcp_keepalives_count = 3",
                "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
                "SET lock_timeout = '2s'",
                $"SELECT pg_advisory_lock({@lock})",
                "RESET lock_timeout",
            ])
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return await connection.ReadAsync<DateTime>("SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()", cancellationToken).ConfigureAwait(false);
    }
}

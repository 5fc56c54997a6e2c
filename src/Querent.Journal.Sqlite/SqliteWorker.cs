using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>A connection with a thread of its own: what SQLite does blocks, and must block no thread of the pool.</summary>
internal sealed class SqliteWorker : IAsyncDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Task _thread;
    private readonly SqliteConnection _connection;

    public SqliteWorker(SqliteConnection connection)
    {
        _connection = connection;
        _thread = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Does something with the connection, after all that was to be done before.</summary>
    /// <exception cref="JournalException">It could not be done.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before it was begun.</exception>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> action, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _work.Add(() => Do(action, done, cancellationToken), cancellationToken);
        }
        catch (InvalidOperationException)
        {
            done.SetException(new JournalException("The journal is closed."));
        }

        return done.Task;
    }

    /// <summary>Does what is still to be done, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _work.CompleteAdding();
        await _thread.ConfigureAwait(false);
        _work.Dispose();
    }

    private void Do<T>(Func<SqliteConnection, T> action, TaskCompletionSource<T> done, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            done.SetCanceled(cancellationToken);
            return;
        }

        try
        {
            done.SetResult(action(_connection));
        }
        catch (SqliteException exception)
        {
            done.SetException(SqliteFault.Of(exception, _connection.DataSource));
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    private void Work()
    {
        foreach (Action action in _work.GetConsumingEnumerable())
        {
            action();
        }

        _connection.Dispose();
    }
}

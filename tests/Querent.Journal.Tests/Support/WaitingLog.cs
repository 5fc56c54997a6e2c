using Microsoft.Extensions.Logging;

namespace Querent.Journal.Tests.Support;

/// <summary>Sees the executor wait for its journal.</summary>
internal sealed class WaitingLog : ILoggerFactory, ILogger
{
    private const int JournalWaits = 1600;
    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public Task Waits => _waits.Task;

    public int Count => _count;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == JournalWaits)
        {
            Interlocked.Increment(ref _count);
            _waits.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}

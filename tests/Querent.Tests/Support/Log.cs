using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Querent.Tests;

/// <summary>An event that was logged.</summary>
internal sealed record LogEvent(string Category, LogLevel Level, EventId Id, string Text);

/// <summary>Keeps what is logged from a level up.</summary>
internal sealed class Log(LogLevel level = LogLevel.Trace) : ILoggerFactory
{
    private readonly ConcurrentQueue<LogEvent> _events = new();

    public IReadOnlyCollection<LogEvent> Events => _events;

    /// <summary>Whether every event throws, as a logger does whose sink is down.</summary>
    public bool IsBroken { get; init; }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(Log log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= log.Level;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (log.IsBroken)
            {
                throw new AggregateException("The log is down.");
            }

            log._events.Enqueue(new LogEvent(category, logLevel, eventId, formatter(state, exception)));
        }
    }

    private LogLevel Level => level;
}

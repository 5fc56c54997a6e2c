using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Querent.Discretion;

namespace Querent.Hosting.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string text = $"{formatter(state, exception)} {exception}";
            DiscretionWatch.Suite.Look($"log {category}/{eventId.Id}", text);
            lines.Enqueue(new LogLine(category, eventId.Id, logLevel, text));
        }
    }
}

/// <summary>A line of a log.</summary>
internal sealed record LogLine(string Category, int Id, LogLevel Level, string Text);

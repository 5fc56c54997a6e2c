using Microsoft.Extensions.Logging;

namespace Querent.Discretion;

/// <summary>Looks at all that is logged, on every level: the text, the properties, the exception.</summary>
internal sealed class WatchedLogs(DiscretionWatch watch) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Logger(watch, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(DiscretionWatch watch, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            watch.Look($"a scope of log {category}", state.ToString());
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string where = $"log {category}/{eventId.Id}";
            watch.Look(where, formatter(state, exception));
            watch.Look(where, exception?.ToString());
            if (state is IEnumerable<KeyValuePair<string, object?>> properties)
            {
                watch.Look(where, properties);
            }
        }
    }
}

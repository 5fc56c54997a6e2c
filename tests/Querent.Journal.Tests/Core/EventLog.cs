using Microsoft.Extensions.Logging;

namespace Querent.Journal.Tests.Core;

/// <summary>Takes down which events were logged.</summary>
internal sealed class EventLog : ILogger
{
    public List<int> Events { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Add(eventId.Id);
}

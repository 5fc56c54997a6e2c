using System.Diagnostics.Tracing;

namespace Querent.Discretion;

/// <summary>Looks at the events of all sources but those of the runtime and the tests themselves: of the HTTP stack, the clients' and the hosts' logs.</summary>
internal sealed class EventWatch : EventListener
{
    // "Private." dumps what goes over the wire, for those who debug the runtime; xUnit names tests by their arguments.
    private static readonly string[] Skipped = ["Private.", "Microsoft-Windows-DotNETRuntime", "System.Threading.", "System.Buffers.", "System.Collections.", "Microsoft-Diagnostics-", "System.Diagnostics.Metrics", "xUnit."];

    private readonly DiscretionWatch? _watch;

    // Sources that exist already are announced before the watch is set; what they say is looked at from then on.
    public EventWatch(DiscretionWatch watch) => _watch = watch;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (!Skipped.Any(prefix => eventSource.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        foreach (object? value in eventData.Payload ?? [])
        {
            _watch?.Look($"event {eventData.EventSource.Name}/{eventData.EventName}", value?.ToString());
        }
    }
}

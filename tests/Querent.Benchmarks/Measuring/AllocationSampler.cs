using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Measuring;

/// <summary>
/// Says what the garbage is made of: the runtime tells every 100 kB which type was just allocated. A share is right to
/// a few percent of itself once thousands were told. Listening costs time, so that the other figures of the run are worth less.
/// </summary>
internal sealed class AllocationSampler : EventListener
{
    private const EventKeywords Collector = (EventKeywords)0x1;
    private const string AllocationTick = "GCAllocationTick";
    private const int Shown = 40;

    private readonly ConcurrentDictionary<string, long> _ticks = new(StringComparer.Ordinal);

    /// <summary>A table of types: their share, and their bytes a query of those given.</summary>
    public string Format(double bytesPerQuery)
    {
        double all = Math.Max(1, _ticks.Values.Sum());
        var table = new TextTable("allocated type", "share", "bytes/query");
        foreach ((string type, long ticks) in _ticks.OrderByDescending(pair => pair.Value).Take(Shown))
        {
            table.Add(
                type,
                (ticks / all).ToString("P1", CultureInfo.InvariantCulture),
                (ticks / all * bytesPerQuery).ToString("0", CultureInfo.InvariantCulture));
        }

        return table.ToString();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Verbose, Collector);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith(AllocationTick, StringComparison.Ordinal) == true
            && eventData.PayloadNames!.IndexOf("TypeName") is >= 0 and int index
            && eventData.Payload![index] is string type)
        {
            _ticks?.AddOrUpdate(type, 1, static (_, count) => count + 1);
        }
    }
}

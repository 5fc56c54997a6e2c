using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;
using Querent.Discretion;

namespace Querent.EndToEnd.Tests;

/// <summary>The watch over the suite would see a leak: by canaries of its own, since the suite's would fail the suite.</summary>
public class DiscretionWatchTests
{
    private const string Canary = "canary-of-the-watch";

    private readonly DiscretionWatch _watch = new([Canary]);

    [Fact]
    public void A_canary_in_an_exception_is_seen_though_it_is_caught()
    {
        try
        {
            throw new InvalidOperationException("outside", new FormatException($"inside: {Canary}"));
        }
        catch (InvalidOperationException)
        {
        }

        AssertLeak("the message of System.FormatException");
    }

    [Fact]
    public void A_canary_in_an_activity_is_seen()
    {
        using var source = new ActivitySource("watched");
        using (Activity? activity = source.StartActivity("ask"))
        {
            activity!.SetTag("prompt", Canary);
        }

        AssertLeak("activity ask, prompt");
    }

    [Fact]
    public void A_canary_in_an_activitys_event_is_seen()
    {
        using var source = new ActivitySource("watched");
        using (Activity? activity = source.StartActivity("ask"))
        {
            activity!.AddEvent(new ActivityEvent("reply", tags: new ActivityTagsCollection { ["answer"] = Canary }));
        }

        AssertLeak("activity ask, event reply, answer");
    }

    [Fact]
    public void A_canary_in_a_measurement_is_seen()
    {
        using var meter = new Meter("watched");
        meter.CreateCounter<long>("attempts").Add(1, KeyValuePair.Create("key", (object?)Canary));

        AssertLeak("instrument attempts, key");
    }

    [Fact]
    public void A_canary_in_an_event_is_seen()
    {
        using var source = new EventSource("Watched");
        source.Write("Sent", new { Body = Canary });

        AssertLeak("event Watched/Sent");
    }

    [Fact]
    public void A_canary_in_a_log_is_seen()
    {
        using var logs = new WatchedLogs(_watch);
#pragma warning disable CA1848, CA2254   // a message as a careless caller writes it
        logs.CreateLogger("Querent").LogDebug($"prompt {Canary}");
#pragma warning restore CA1848, CA2254

        AssertLeak("log Querent/0");
    }

    private void AssertLeak(string where) => Assert.Contains(_watch.TakeLeaks(), leak => leak.StartsWith($"{Canary} is in {where}", StringComparison.Ordinal));
}

using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Querent.Tests.Rows.Metrics;

/// <summary>The table of <c>docs/metrics.md</c>, and the snapshot, held against the instruments that a listener sees.</summary>
public sealed partial class MetricsPageTests
{
    /// <summary>Where a number of the snapshot is in the meter: its instrument, or those that it follows from.</summary>
    private static readonly Dictionary<string, string[]> Places = new()
    {
        [nameof(ExecutorStatistics.AttemptsStarted)] = ["querent.attempts.started"],
        [nameof(ExecutorStatistics.AttemptsAnswered)] = ["querent.attempts"],
        [nameof(ExecutorStatistics.AttemptsFailed)] = ["querent.attempts"],
        [nameof(ExecutorStatistics.AttemptsCancelled)] = ["querent.attempts"],
        [nameof(ExecutorStatistics.FailuresByKind)] = ["querent.attempts"],
        [nameof(ExecutorStatistics.RetriesByKind)] = ["querent.retries"],
        [nameof(ExecutorStatistics.InputTokens)] = ["querent.tokens"],
        [nameof(ExecutorStatistics.OutputTokens)] = ["querent.tokens"],
        [nameof(ExecutorStatistics.CachedInputTokens)] = ["querent.tokens"],
        [nameof(ExecutorStatistics.ReasoningTokens)] = ["querent.tokens"],
        [nameof(ExecutorStatistics.AttemptsOfUnknownUsage)] = ["querent.attempts.unknown_usage"],
        [nameof(ExecutorStatistics.LatencyP50)] = ["querent.attempt.duration"],
        [nameof(ExecutorStatistics.LatencyP95)] = ["querent.attempt.duration"],
        [nameof(ExecutorStatistics.LatencyP99)] = ["querent.attempt.duration"],
        [nameof(ExecutorStatistics.InFlight)] = ["querent.attempts.in_flight"],
        [nameof(ExecutorStatistics.PeakInFlight)] = ["querent.attempts.in_flight.peak"],
        [nameof(ExecutorStatistics.Waiting)] = ["querent.attempts.waiting"],
        [nameof(ExecutorStatistics.Limit)] = ["querent.attempts.limit"],
        [nameof(ExecutorStatistics.PacedRequestsPerSecond)] = ["querent.pace.requests"],
        [nameof(ExecutorStatistics.PacedTokensPerSecond)] = ["querent.pace.tokens"],
        [nameof(ExecutorStatistics.ThrottleEvents)] = ["querent.throttle.events"],
        [nameof(ExecutorStatistics.ThrottledTime)] = ["querent.throttle.time"],
        [nameof(ExecutorStatistics.IsPaused)] = ["querent.paused"],
        [nameof(ExecutorStatistics.Pauses)] = ["querent.pauses"],
        [nameof(ExecutorStatistics.PausedTime)] = ["querent.pause.time"],
        [nameof(ExecutorStatistics.RowsActive)] = ["querent.rows.active"],
        [nameof(ExecutorStatistics.RowsAnswered)] = ["querent.rows"],
        [nameof(ExecutorStatistics.RowsFailed)] = ["querent.rows"],
        [nameof(ExecutorStatistics.QueriesAnswered)] = ["querent.queries"],
        [nameof(ExecutorStatistics.QueriesFailed)] = ["querent.queries"],
        [nameof(ExecutorStatistics.QueriesShared)] = ["querent.queries.shared"],
        [nameof(ExecutorStatistics.QueriesStored)] = ["querent.queries.stored"],
        [nameof(ExecutorStatistics.RowsRestored)] = ["querent.rows.restored"],
        [nameof(ExecutorStatistics.QueriesRestored)] = ["querent.queries.restored"],
        [nameof(ExecutorStatistics.RowsSpilled)] = ["querent.rows.spilled"],
        [nameof(ExecutorStatistics.BusyTime)] = ["querent.busy.time"],
        [nameof(ExecutorStatistics.RowsPerSecond)] = ["querent.rows", "querent.busy.time"],
        [nameof(ExecutorStatistics.QueriesPerSecond)] = ["querent.queries", "querent.busy.time"],
        [nameof(ExecutorStatistics.TimeToFirstRow)] = ["querent.run.time_to_first_row"],
        [nameof(ExecutorStatistics.BufferedBytes)] = ["querent.rows.buffered"],
    };

    [Fact]
    public async Task The_page_lists_each_instrument_with_its_kind_and_unit_and_no_other()
    {
        string[] listed = [.. Listed().Order(StringComparer.Ordinal)];

        Assert.Equal(listed, (await SeenAsync()).Select(instrument => $"{instrument.Name}: {KindOf(instrument)}, {instrument.Unit}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_number_of_the_snapshot_is_an_instrument_or_follows_from_some()
    {
        string[] numbers = [.. typeof(ExecutorStatistics).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];

        Assert.Equal(numbers.Order(StringComparer.Ordinal), Places.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            (await SeenAsync()).Select(instrument => instrument.Name).Order(StringComparer.Ordinal),
            Places.Values.SelectMany(names => names).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task<Instrument[]> SeenAsync()
    {
        using var meters = new Meters();
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options() with { MeterFactory = meters });
        return meters.Instruments;
    }

    // Counters and gauges that are not asked would cost something in between, which the page denies: these have no kind here.
    private static string KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "ObservableCounter`1" => "counter",
        "ObservableGauge`1" => "gauge",
        "Histogram`1" => "histogram",
        var other => other,
    };

    private static IEnumerable<string> Listed([CallerFilePath] string file = "")
        => from line in File.ReadLines(Path.Combine(Path.GetDirectoryName(file)!, "../../../../docs/metrics.md"))
           where line.StartsWith("| `querent.", StringComparison.Ordinal)
           let cells = line.Split('|')
           from name in Quoted().Matches(cells[1])
           select $"{name.Groups[1].Value}: {cells[2].Trim()}";

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}

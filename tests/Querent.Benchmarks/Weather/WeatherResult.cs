using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Weather;

/// <summary>What came of the rows in one weather.</summary>
internal sealed record WeatherResult(WeatherKind Kind)
{
    public long Begun { get; init; }

    public required WeatherSink Sink { get; init; }

    /// <summary>Attempts, as the executor counts them.</summary>
    public required ExecutorStatistics Statistics { get; init; }

    /// <summary>Attempts that reached the emulator.</summary>
    public long Arrived { get; init; }

    /// <summary>Attempts that were sent elsewhere.</summary>
    public long Astray { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>How long after the weather's end the pool was at full speed again; null when it was not waited for or did not come.</summary>
    public TimeSpan? Recovery { get; init; }

    public bool WasWatched { get; init; }

    /// <summary>Attempts that broke before they reached the emulator's first line of code: on a connection that was just closed, or none.</summary>
    public long Lost => Statistics.AttemptsStarted - Astray - Arrived;

    public bool IsAccounted
        => Sink.Reported == Statistics.AttemptsStarted
            && Statistics.AttemptsStarted == Statistics.AttemptsAnswered + Statistics.AttemptsFailed + Statistics.AttemptsCancelled
            && Lost >= 0
            && Lost <= Statistics.AttemptsFailed + Statistics.AttemptsCancelled;

    public bool IsWhole => Sink.Taken == Begun && Sink.Partial == 0 && Sink.Swapped == 0;

    public bool IsMet => IsWhole && IsAccounted && (!WasWatched || Recovery?.TotalSeconds <= WeatherPlan.RecoveryGoal);

    public static string Format(IEnumerable<WeatherResult> results)
    {
        var table = new TextTable("weather", "rows", "ended", "answered", "failed", "partial", "swapped", "attempts", "reported", "arrived", "astray", "lost", "seconds", "full speed after s", "goal", "failed for");
        foreach (WeatherResult result in results)
        {
            table.Add(
                result.Kind.Name,
                Text($"{result.Begun}"),
                Text($"{result.Sink.Taken}"),
                Text($"{result.Sink.Answered}"),
                Text($"{result.Sink.Failed}"),
                Text($"{result.Sink.Partial}"),
                Text($"{result.Sink.Swapped}"),
                Text($"{result.Statistics.AttemptsStarted}"),
                Text($"{result.Sink.Reported}"),
                Text($"{result.Arrived}"),
                Text($"{result.Astray}"),
                Text($"{result.Lost}"),
                Text($"{result.Elapsed.TotalSeconds:0.0}"),
                !result.WasWatched ? "-" : result.Recovery is { } recovery ? Text($"{recovery.TotalSeconds:0.0}") : "never",
                result.IsMet ? "met" : "NOT met",
                string.Join(' ', result.Sink.Failures.OrderByDescending(failure => failure.Value).Select(failure => Text($"{failure.Key}:{failure.Value}"))));
        }

        return table.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

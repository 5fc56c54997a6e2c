using System.Globalization;
using Querent;
using Spectre.Console;

namespace SampleRuns.Terminal;

/// <summary>Shows what a run has brought: a table, and the first failures.</summary>
public static class RunSummary
{
    public static void Write(IAnsiConsole console, RunResult run, ExecutorStatistics attempts, IEnumerable<(string Name, string Text)> findings, string outputFile)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumns("", "");
        table.AddRow("Rows", run.Failed > 0
            ? $"[green]{Number(run.Answered)} answered[/], [red]{Number(run.Failed)} failed[/]"
            : $"[green]{Number(run.Answered)} answered[/], 0 failed");
        string cancelled = attempts.AttemptsCancelled > 0 ? $" and {Number(attempts.AttemptsCancelled)} were cancelled" : "";
        table.AddRow("Attempts", $"{Number(attempts.AttemptsStarted)}, of which {Number(run.Retries)} were retries{cancelled}; {attempts.PeakInFlight} at a time");
        if (attempts.RowsRestored > 0 || attempts.QueriesRestored > 0)
        {
            table.AddRow("Restored", $"{Number(attempts.RowsRestored)} rows and {Number(attempts.QueriesRestored)} answers came out of the journal");
        }

        if (attempts.QueriesShared > 0)
        {
            table.AddRow("Shared", $"{Number(attempts.QueriesShared)} queries asked what was being asked already, and share its answer");
        }

        table.AddRow("Tokens", $"{Tokens(attempts.InputTokens, attempts.AttemptsOfUnknownUsage)} in, {Tokens(attempts.OutputTokens, attempts.AttemptsOfUnknownUsage)} out");
        table.AddRow("Throughput", string.Create(CultureInfo.InvariantCulture, $"{run.QueriesPerSecond:N0} queries/s over {run.Elapsed.TotalSeconds:N1} s"));
        table.AddRow("Latency", $"{Milliseconds(run.MedianLatency)} (p50), {Milliseconds(run.P95Latency)} (p95) a query");
        table.AddRow("Model", Markup.Escape(run.Models is [] ? "unknown" : string.Join(", ", run.Models)));
        foreach ((string name, string text) in findings)
        {
            table.AddRow(name, text);
        }

        table.AddRow("Output", Markup.Escape(outputFile));
        console.Write(table);
        WriteFailures(console, run);
    }

    private static void WriteFailures(IAnsiConsole console, RunResult run)
    {
        foreach ((long row, RowFailure failure) in run.FirstFailures)
        {
            string query = failure.FirstQuery is { } name ? $", {name}" : "";
            console.MarkupLineInterpolated($"[red]Row {row}{query}:[/] {failure.Error.Kind}: {failure.Error.Message}");
        }

        if (run.Failed > run.FirstFailures.Length)
        {
            console.MarkupLineInterpolated($"[grey]… and {run.Failed - run.FirstFailures.Length} more, each with its `_error` in the output.[/]");
        }
    }

    private static string Tokens(long known, long unknownAttempts) => (known, unknownAttempts) switch
    {
        (_, 0) => Number(known),
        (0, _) => "unknown",
        _ => $"{Number(known)} and an unknown number ({Number(unknownAttempts)} attempts)",
    };

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan? value)
        => value is { } latency ? string.Create(CultureInfo.InvariantCulture, $"{latency.TotalMilliseconds:N0} ms") : "unknown";
}

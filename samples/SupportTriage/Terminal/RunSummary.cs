using System.Globalization;
using Querent;
using Spectre.Console;

namespace SupportTriage.Terminal;

/// <summary>Shows what a run has brought: a table, and the first failures.</summary>
internal static class RunSummary
{
    public static void Write(IAnsiConsole console, RunResult run, ExecutorStatistics attempts, string outputFile)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumns("", "");
        table.AddRow("Rows", run.Failed > 0
            ? $"[green]{Number(run.Answered)} answered[/], [red]{Number(run.Failed)} failed[/]"
            : $"[green]{Number(run.Answered)} answered[/], 0 failed");
        string cancelled = attempts.AttemptsCancelled > 0 ? $" and {Number(attempts.AttemptsCancelled)} were cancelled" : "";
        table.AddRow("Attempts", $"{Number(attempts.AttemptsStarted)}, of which {Number(run.Retries)} were retries{cancelled}; {attempts.PeakInFlight} at a time");
        table.AddRow("Tokens", $"{Tokens(run.InputTokens)} in, {Tokens(run.OutputTokens)} out");
        table.AddRow("Throughput", string.Create(CultureInfo.InvariantCulture, $"{run.QueriesPerSecond:N0} queries/s over {run.Elapsed.TotalSeconds:N1} s"));
        table.AddRow("Latency", $"{Milliseconds(run.MedianLatency)} (p50), {Milliseconds(run.P95Latency)} (p95) a query");
        table.AddRow("Model", Markup.Escape(run.Models is [] ? "unknown" : string.Join(", ", run.Models)));
        table.AddRow("Top intents", run.TopIntents is [] ? "none" : string.Join('\n', run.TopIntents.Select(intent => $"{intent.Value,4}  {intent.Key}")));
        if (run.Labelled > 0)
        {
            table.AddRow("Known intents", run.IsEmulated
                ? "[yellow]not compared: the emulator's answers are invented[/]"
                : string.Create(CultureInfo.InvariantCulture, $"{Number(run.Agreed)} of {Number(run.Labelled)} agree ({(double)run.Agreed / run.Labelled:P1})"));
        }

        table.AddRow("Output", Markup.Escape(outputFile));
        console.Write(table);
        WriteFailures(console, run);
    }

    private static void WriteFailures(IAnsiConsole console, RunResult run)
    {
        foreach (FailedRow<SupportTicket> failed in run.FirstFailures)
        {
            string query = failed.Failure.FirstQuery is { } name ? $", {name}" : "";
            console.MarkupLineInterpolated($"[red]Row {failed.Index}{query}:[/] {failed.Failure.Error.Kind}: {failed.Failure.Error.Message}");
        }

        if (run.Failed > run.FirstFailures.Length)
        {
            console.MarkupLineInterpolated($"[grey]… and {run.Failed - run.FirstFailures.Length} more, each with its `_error` in the output.[/]");
        }
    }

    private static string Tokens(TokenCount tokens) => tokens switch
    {
        { Unknown: 0 } => Number(tokens.Known),
        { Known: 0 } => "unknown",
        _ => $"{Number(tokens.Known)} and an unknown number ({Number(tokens.Unknown)} attempts)",
    };

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan? value)
        => value is { } latency ? string.Create(CultureInfo.InvariantCulture, $"{latency.TotalMilliseconds:N0} ms") : "unknown";
}

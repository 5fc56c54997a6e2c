using Querent;
using Spectre.Console;
using SupportTriage.Terminal;

namespace SupportTriage;

/// <summary>What to do, from the command line.</summary>
internal sealed record TriageOptions(string Input, string Output, int Rows, int Concurrency, TimeSpan Latency);

/// <summary>Asks everything about every ticket of a file and writes what came of each.</summary>
internal static class TriageRun
{
    /// <returns>What the run has brought.</returns>
    /// <exception cref="UsageException">A file, an option or the environment is not right.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. What was finished is in the output.</exception>
    public static async Task<RunResult> RunAsync(TriageOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (Path.GetFullPath(options.Input) == Path.GetFullPath(options.Output))
        {
            throw new UsageException($"The input and the output are the same file, {options.Input}. Name another with --output.");
        }

        using CsvTickets tickets = CsvTickets.Open(options.Input);
        await using ModelEndpoint model = await ModelEndpoint.OpenAsync(options.Latency, cancellationToken);
        await using var executor = new RowExecutor(model.Transport, new() { MaxConcurrency = options.Concurrency });
        console.MarkupLineInterpolated($"[grey]Asking[/] {model.Description}");

        var tally = new RunTally(TimeProvider.System);
        Task answering;
        await using (var output = new JsonLines<SupportTicket>(options.Output))
        {
            answering = AnswerAsync(output);
            await new RunProgress(console, TimeProvider.System).ShowAsync(answering, tally, executor, options.Rows);
        }

        RunResult result = tally.Finish();
        RunSummary.Write(console, result, executor.GetStatistics(), options.Output);
        await answering;   // throws what ended the run early
        if (result.Rows == 0)
        {
            console.MarkupLineInterpolated($"[yellow]{options.Input} has no rows below its header: there was nothing to ask.[/]");
        }

        return result;

        async Task AnswerAsync(JsonLines<SupportTicket> output)
        {
            await foreach (RowOutcome<SupportTicket> outcome in executor.RunAsync(tickets.Read().Take(options.Rows), cancellationToken: cancellationToken))
            {
                await output.WriteAsync(outcome);
                tally.Add(outcome);
            }
        }
    }
}

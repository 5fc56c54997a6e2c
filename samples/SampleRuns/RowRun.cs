using Querent;
using SampleRuns.Terminal;
using Spectre.Console;

namespace SampleRuns;

/// <summary>Asks everything about every row and writes what came of each: the same for every row type.</summary>
public static class RowRun
{
    /// <returns>What the run has brought.</returns>
    /// <exception cref="UsageException">A file, an option or the environment is not right.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. What was finished is in the output.</exception>
    public static async Task<RunResult> RunAsync<TRow>(
        IEnumerable<IRowInput<TRow>> inputs, IFindings<TRow> findings, SampleOptions options, IAnsiConsole console, CancellationToken cancellationToken)
        where TRow : class, IQueryRow<TRow>
    {
        if (Path.GetFullPath(options.Input) == Path.GetFullPath(options.Output))
        {
            throw new UsageException($"The input and the output are the same file, {options.Input}. Name another with --output.");
        }

        if (options.Journal is { File: var journal } && ((string[])[options.Input, options.Output]).Any(file => Path.GetFullPath(file) == Path.GetFullPath(journal)))
        {
            throw new UsageException($"The journal is the input or the output as well, {journal}. Name another file with --journal.");
        }

        await using RunKeeper? keeper = options.Journal is null ? null : await RunKeeper.OpenAsync(options.Journal, TRow.Plan.Name, cancellationToken);
        await using ModelEndpoint model = await ModelEndpoint.OpenAsync(options.Latency, cancellationToken);
        await using var executor = new RowExecutor(model.Transport, new() { MaxConcurrency = options.Concurrency });
        console.MarkupLineInterpolated($"[grey]Asking[/] {model.Description}");

        var tally = new RunTally(TimeProvider.System);
        Task answering;
        await using (var output = new JsonLines<TRow>(options.Output, goesOn: options.Journal is { Resume: true }))
        {
            answering = AnswerAsync(output);
            await new RunProgress(console, TimeProvider.System).ShowAsync(answering, tally, executor, options.Rows);
        }

        RunResult result = tally.Finish();
        RunSummary.Write(console, result, executor.GetStatistics(), findings.Lines(result), options.Output);
        await answering;   // throws what ended the run early
        if (result.Rows == 0)
        {
            console.MarkupLineInterpolated($"[yellow]{options.Input} has no rows: there was nothing to ask.[/]");
        }

        findings.Show(console, result);
        return result;

        async Task AnswerAsync(JsonLines<TRow> output)
        {
            await foreach (RowOutcome<TRow> outcome in executor.RunAsync(inputs.Take(options.Rows), new() { Journal = keeper?.Options }, cancellationToken))
            {
                await output.WriteAsync(outcome);
                tally.Add(outcome);
                if (outcome.TryGetRow(out TRow? row, out _))
                {
                    findings.Add(row);
                }
            }

            await output.CompleteAsync();
        }
    }
}

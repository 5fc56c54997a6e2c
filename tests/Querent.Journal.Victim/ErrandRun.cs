using Querent.Emulator;
using SampleRuns;

namespace Querent.Journal.Victim;

/// <summary>A run of errands as a command-line job does it: with a journal, into a file of lines, in the order of the input.</summary>
internal static class ErrandRun
{
    public const string Name = "errands";

    public static async Task RunAsync(Uri endpoint, IJournal journal, string output, int rows, int concurrency, CancellationToken cancellationToken)
    {
        await using var executor = new RowExecutor(
            new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = endpoint, Deployment = OpenAIEmulator.DefaultDeployment, ApiKey = OpenAIEmulator.DefaultApiKey }),
            new() { MaxConcurrency = concurrency });
        await using var lines = new JsonLines<Errand>(output, goesOn: true);
        await foreach (RowOutcome<Errand> outcome in executor.RunAsync(Errand.Make(rows), new() { Journal = new JournalOptions(journal, Name) }, cancellationToken))
        {
            await lines.WriteAsync(outcome);
        }

        await lines.CompleteAsync();
    }
}

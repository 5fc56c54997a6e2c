using System.CommandLine;
using SampleRuns;

namespace SupportTriage;

internal static class Program
{
    internal static readonly SampleCommand Command = new()
    {
        Description = "Asks a language model three questions about each message to a bank's support desk.",
        InputDescription = "A CSV file with a column 'text' and, if you like, 'category'. [default: 231 messages that come with the sample]",
        Excerpt = Path.Combine(AppContext.BaseDirectory, "data", "banking77-excerpt.csv"),
        OutputName = "support-triage.jsonl",
        Rows = 200,
        Run = async (options, console, cancellationToken) =>
        {
            using CsvTickets tickets = CsvTickets.Open(options.Input);
            return await RowRun.RunAsync(tickets.Read(), new Intents(), options, console, cancellationToken);
        },
    };

    private static Task<int> Main(string[] args) => Command.InvokeAsync(args, new InvocationConfiguration(), CancellationToken.None);
}

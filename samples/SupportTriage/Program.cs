using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using SupportTriage.Terminal;

namespace SupportTriage;

internal static class Program
{
    private const int Answered = 0;
    private const int SomeFailed = 1;
    private const int BadUsage = 2;
    private const int Stopped = 130;

    private static readonly string Excerpt = Path.Combine(AppContext.BaseDirectory, "data", "banking77-excerpt.csv");

    private static readonly Option<string> Input = new("--input")
    {
        HelpName = "FILE",
        Description = "A CSV file with a column 'text' and, if you like, 'category'. [default: 231 messages that come with the sample]",
    };

    private static readonly Option<string> Output = new("--output")
    {
        HelpName = "FILE",
        Description = "Where the rows go, one JSON object a line, in the order of the input.",
        DefaultValueFactory = _ => Path.Combine("artifacts", "support-triage.jsonl"),
    };

    private static readonly Option<int> Rows = Whole("--rows", 200, minimum: 1, "The most rows to read.");
    private static readonly Option<int> Concurrency = Whole("--concurrency", 32, minimum: 1, "The most questions in flight at a time.");
    private static readonly Option<int> Latency = Whole("--latency", 50, minimum: 0, "How long the emulator takes to answer, in ms. A deployment takes as long as it does.");

    private static Task<int> Main(string[] args) => RunAsync(args, new InvocationConfiguration(), CancellationToken.None);

    internal static Task<int> RunAsync(string[] args, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        var command = new RootCommand("Asks a language model three questions about each message to a bank's support desk.")
        {
            Input, Output, Rows, Concurrency, Latency,
        };
        command.SetAction((options, cancellationToken) => TriageAsync(
            new TriageOptions(
                options.GetValue(Input) ?? Excerpt,
                options.GetRequiredValue(Output),
                options.GetValue(Rows),
                options.GetValue(Concurrency),
                TimeSpan.FromMilliseconds(options.GetValue(Latency))),
            terminal,
            cancellationToken));
        return InvokeAsync(command.Parse(args), terminal, cancellationToken);
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        if (parsed.Action is ParseErrorAction mistake)
        {
            (mistake.ShowHelp, mistake.ShowTypoCorrections) = (false, false);
            await parsed.InvokeAsync(terminal, cancellationToken);
            await terminal.Error.WriteLineAsync("--help lists the options.");
            return BadUsage;
        }

        return await parsed.InvokeAsync(terminal, cancellationToken);
    }

    private static async Task<int> TriageAsync(TriageOptions options, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        try
        {
            RunResult result = await TriageRun.RunAsync(options, Screen.Open(terminal.Output), cancellationToken);
            return result.Failed == 0 ? Answered : SomeFailed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Stopped.");
            return Stopped;
        }
        catch (Exception exception) when ((exception as UsageException ?? exception.InnerException as UsageException) is { } usage)
        {
            await terminal.Error.WriteLineAsync(usage.Message);
            return BadUsage;
        }
    }

    private static Option<int> Whole(string name, int value, int minimum, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (!int.TryParse(given, CultureInfo.InvariantCulture, out int number) || number < minimum)
            {
                argument.AddError($"{name} takes a whole number, {minimum} or more, not '{given}'.");
            }

            return number;
        },
    };
}

using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Querent;
using SampleRuns.Terminal;
using Spectre.Console;

namespace SampleRuns;

/// <summary>The command line of a sample: its options, its exit codes, and what it says to whoever uses it wrongly.</summary>
public sealed class SampleCommand
{
    private const int Answered = 0;
    private const int SomeFailed = 1;
    private const int BadUsage = 2;
    private const int Stopped = 130;

    /// <summary>What the sample does, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What its input is, in a sentence or two.</summary>
    public required string InputDescription { get; init; }

    /// <summary>The file that comes with the sample.</summary>
    public required string Excerpt { get; init; }

    /// <summary>The name of the file that its rows go to.</summary>
    public required string OutputName { get; init; }

    /// <summary>The most rows that it reads unless told otherwise.</summary>
    public required int Rows { get; init; }

    /// <summary>Does it.</summary>
    public required Func<SampleOptions, IAnsiConsole, CancellationToken, Task<RunResult>> Run { get; init; }

    /// <returns>The exit code: 0 when every row is answered, 1 when some failed, 2 for bad usage, 130 when it was stopped.</returns>
    public async Task<int> InvokeAsync(string[] args, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        ParseResult parsed = Define(terminal).Parse(args);
        if (parsed.Action is ParseErrorAction mistake)
        {
            (mistake.ShowHelp, mistake.ShowTypoCorrections) = (false, false);
            await parsed.InvokeAsync(terminal, cancellationToken);
            await terminal.Error.WriteLineAsync("--help lists the options.");
            return BadUsage;
        }

        return await parsed.InvokeAsync(terminal, cancellationToken);
    }

    private RootCommand Define(InvocationConfiguration terminal)
    {
        var input = new Option<string>("--input") { HelpName = "FILE", Description = InputDescription };
        var output = new Option<string>("--output")
        {
            HelpName = "FILE",
            Description = "Where the rows go, one JSON object a line, in the order of the input.",
            DefaultValueFactory = _ => Path.Combine("artifacts", OutputName),
        };
        Option<int> rows = Whole("--rows", Rows, minimum: 1, "The most rows to read.");
        Option<int> concurrency = Whole("--concurrency", 32, minimum: 1, "The most questions in flight at a time.");
        Option<int> latency = Whole("--latency", 50, minimum: 0, "How long the emulator takes to answer, in ms. A deployment takes as long as it does.");
        var journal = new Option<string?>("--journal") { HelpName = "FILE", Description = "Keeps every answer in this file, so that a run that was ended can go on." };
        var resume = new Option<bool>("--resume") { Description = "Goes on with the run in the journal, or begins it: asks only what has no answer yet." };
        var retryFailed = new Option<QueryErrorKind[]>("--retry-failed")
        {
            HelpName = "KIND …",
            Description = "Goes on with the run in the journal and asks the rows that failed again: all of them, or those that failed for these causes.",
            Arity = ArgumentArity.ZeroOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new RootCommand(Description) { input, output, rows, concurrency, latency, journal, resume, retryFailed };
        command.Validators.Add(options =>
        {
            if (options.GetValue(journal) is null && (options.GetValue(resume) || options.GetResult(retryFailed) is { Implicit: false }))
            {
                options.AddError("--resume and --retry-failed go on with a run in a journal. Name its file with --journal.");
            }
        });
        command.SetAction((options, cancellationToken) => RunAsync(
            new SampleOptions(
                options.GetValue(input) ?? Excerpt,
                options.GetRequiredValue(output),
                options.GetValue(rows),
                options.GetValue(concurrency),
                TimeSpan.FromMilliseconds(options.GetValue(latency)),
                options.GetValue(journal) is { } file
                    ? new SampleJournal(file, options.GetValue(resume) || IsGiven(options, retryFailed), RetryOf(options, retryFailed))
                    : null),
            terminal,
            cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(SampleOptions options, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        try
        {
            RunResult result = await Run(options, Screen.Open(terminal.Output), cancellationToken);
            return result.Failed == 0 ? Answered : SomeFailed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Stopped.");
            return Stopped;
        }
        catch (JournalException journal)
        {
            await terminal.Error.WriteLineAsync(journal.Message);
            return BadUsage;
        }
        catch (RunStoppedException stopped)
        {
            await terminal.Error.WriteLineAsync(stopped.Message);
            return SomeFailed;
        }
        catch (Exception exception) when ((exception as UsageException ?? exception.InnerException as UsageException) is { } usage)
        {
            await terminal.Error.WriteLineAsync(usage.Message);
            return BadUsage;
        }
    }

    private static bool IsGiven(ParseResult options, Option option) => options.GetResult(option) is { Implicit: false };

    private static FailedRowRetry RetryOf(ParseResult options, Option<QueryErrorKind[]> option) => options.GetValue(option) switch
    {
        _ when !IsGiven(options, option) => FailedRowRetry.None,
        null or [] => FailedRowRetry.All,
        QueryErrorKind[] kinds => FailedRowRetry.Of([.. kinds]),
    };

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

using System.CommandLine;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Fanout;

/// <summary><c>fanout</c>: what a query costs on any endpoint, as one line of JSON; of several transports, also side by side.</summary>
internal static class FanoutCommand
{
    public const string Name = "fanout";

    public static Command Create()
    {
        var command = new Command(Name, "Asks rows of seven fields on any endpoint, 1.2 kB a query, and prints one line of JSON a run. Exit code 1 when a row failed or a goal is missed.");
        foreach (Option option in FanoutOptions.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        FanoutPlan plan = FanoutOptions.PlanOf(options);
        FanoutTransport[] transports = FanoutOptions.TransportsOf(options);
        foreach (FanoutTransport transport in transports)
        {
            transport.Check(plan.Deployment);
        }

        int rounds = options.GetValue(FanoutOptions.Rounds);
        return transports is [var only] && rounds == 1
            ? await RunAsync(plan, only, cancellationToken)
            : await CompareAsync(plan, transports, rounds, cancellationToken);
    }

    private static async Task<int> RunAsync(FanoutPlan plan, FanoutTransport transport, CancellationToken cancellationToken)
    {
        FanoutFigures figures = await transport.RunAsync(plan, cancellationToken);
        await Console.Out.WriteLineAsync(figures.ToReport(transport.Name).ToJson());
        if (figures.Allocations is { } allocations)
        {
            await Console.Error.WriteLineAsync(allocations);
        }

        if (figures.Tally.FirstFailure is { } failure)
        {
            await Console.Error.WriteLineAsync($"The first row that failed: {failure}");
        }

        return figures.Tally.Failed == 0 ? ExitCode.Met : ExitCode.Missed;
    }

    private static async Task<int> CompareAsync(FanoutPlan plan, FanoutTransport[] transports, int rounds, CancellationToken cancellationToken)
    {
        FanoutTable table = await FanoutContest.RunAsync(plan, transports, rounds, cancellationToken);
        await Console.Out.WriteLineAsync();
        await Console.Out.WriteLineAsync(table.Format());
        return table.IsMet ? ExitCode.Met : ExitCode.Missed;
    }
}

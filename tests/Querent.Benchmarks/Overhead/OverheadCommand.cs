using System.CommandLine;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Fanout;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Overhead;

/// <summary><c>overhead</c>: what a query costs at no latency, beside the loop by hand and the clients that one would take instead.</summary>
internal static class OverheadCommand
{
    private static readonly Option<int> Rows = Options.Whole("--rows", 20_000, least: 1, "Rows of 4 queries that are measured, in each run.");
    private static readonly Option<int> Warm = Options.Whole("--warm", 40_000, least: 0, "Rows before the measurement; with fewer, the compiler is measured too.");
    private static readonly Option<int> Concurrency = Options.Whole("--concurrency", 64, least: 1, "Queries in flight at a time.");
    private static readonly Option<int> Rounds = Options.Whole("--rounds", 5, least: 1, "Runs of each, in turns, a process a run; the medians count.");

    public static Command Create()
    {
        var command = new Command("overhead", "CPU and bytes a query at no latency: ours, a loop by hand, the Azure client, GetResponseAsync<T>. Exit code 1 when a goal is missed.")
        {
            Rows, Warm, Concurrency, Rounds,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(0, default, cancellationToken);
        var plan = new FanoutPlan(
            emulator.Deployment,
            Questionnaire.Of(4),
            options.GetValue(Warm),
            options.GetValue(Rows),
            options.GetValue(Concurrency),
            SampleAllocations: false);
        FanoutTransport[] transports = [.. OverheadGoals.Compared.Select(name => FanoutTransport.All.Single(transport => transport.Name == name))];
        FanoutTable table = await FanoutContest.RunAsync(plan, transports, options.GetValue(Rounds), cancellationToken);
        var goals = OverheadGoals.Of(table);
        await Console.Out.WriteLineAsync();
        await Console.Out.WriteLineAsync(table.Format());
        await Console.Out.WriteLineAsync(goals.Format());
        return table.IsMet && goals.IsMet ? ExitCode.Met : ExitCode.Missed;
    }
}

using System.CommandLine;
using System.Globalization;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;

namespace Querent.Benchmarks.Control;

/// <summary><c>control</c>: how soon a cancellation and a pause take effect with many queries in flight.</summary>
internal static class ControlCommand
{
    private static readonly TimeSpan EndGoal = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BackGoal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseGoal = TimeSpan.FromMilliseconds(100);

    private static readonly Option<int> Concurrency = Options.Whole("--concurrency", 1000, least: 1, "How many queries are in flight.");
    private static readonly Option<int> Latency = Options.Whole("--latency", 400, least: 1, "How long the emulator holds an answer, in ms.");
    private static readonly Option<int> Rounds = Options.Whole("--rounds", 5, least: 1, "How often; each has to meet the goals.");

    public static Command Create()
    {
        var command = new Command("control", "How soon a cancelled run ends and leaves nothing behind, and a paused executor sends nothing more. Exit code 1 when a goal is missed.")
        {
            Concurrency, Latency, Rounds,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(options.GetValue(Latency), default, cancellationToken);
        var table = new TextTable("round", "in flight", "enumeration ended ms", "back to baseline ms", "last start after pause ms", "goals met");
        bool areMet = true;
        for (int round = 1; round <= options.GetValue(Rounds); round++)
        {
            ControlResult result = await new ControlRun(emulator.Deployment, options.GetValue(Concurrency)).RunAsync(cancellationToken);
            bool isMet = result.Ended <= EndGoal && result.Back <= BackGoal && result.Paused <= PauseGoal;
            areMet &= isMet;
            table.Add(
                Text($"{round}"),
                Text($"{options.GetValue(Concurrency)}"),
                Text($"{result.Ended.TotalMilliseconds:0.0}"),
                result.Back is { } back ? Text($"{back.TotalMilliseconds:0.0}") : "never",
                Text($"{result.Paused.TotalMilliseconds:0.0}"),
                isMet ? "yes" : "NO");
            await Console.Error.WriteLineAsync($"round {round}: before {result.Baseline}; after {result.Left}");
        }

        await Console.Out.WriteLineAsync(table.ToString());
        await Console.Out.WriteLineAsync(Text(
            $"The enumeration within {EndGoal.TotalMilliseconds:0} ms, back to the baseline within {BackGoal.TotalMilliseconds:0} ms, no start later than {PauseGoal.TotalMilliseconds:0} ms after a pause: {(areMet ? "met" : "NOT met")}."));
        return areMet ? ExitCode.Met : ExitCode.Missed;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

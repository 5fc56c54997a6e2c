using System.CommandLine;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;

namespace Querent.Benchmarks.Weather;

/// <summary><c>weather</c>: whether every row ends whole and every attempt is accounted for, whatever the wire and the host do.</summary>
internal static class WeatherCommand
{
    private static readonly Option<int> Rows = Options.Whole("--rows", 1_000, least: 200, "Rows of 4 queries in each weather; 10,000 for the full measure.");
    private static readonly Option<int> Latency = Options.Whole("--latency", 20, least: 1, "How long the emulator holds an answer, in ms.");
    private static readonly Option<string> Only = Options.Text("--only", "", "TEXT", "Only the weathers with this in their name.");

    public static Command Create()
    {
        var command = new Command("weather", "Rows in every kind of bad weather, and in all at once. Exit code 1 when a row was not whole, an attempt not accounted for, or full speed late.")
        {
            Rows, Latency, Only,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(0, default, cancellationToken);
        var plan = new WeatherPlan(options.GetValue(Rows), options.GetValue(Latency), Watches: true);
        var run = new WeatherRun(emulator.Control, emulator.Deployment, emulator.Http2Endpoint, plan);
        var results = new List<WeatherResult>();
        foreach (WeatherKind kind in WeatherKind.All.Where(kind => kind.Name.Contains(options.GetRequiredValue(Only), StringComparison.OrdinalIgnoreCase)))
        {
            await Console.Error.WriteLineAsync($"{kind.Name} …");
            results.Add(await run.RunAsync(kind, cancellationToken));
        }

        bool isMet = results.All(result => result.IsMet);
        await Console.Out.WriteLineAsync(WeatherResult.Format(results));
        await Console.Out.WriteLineAsync($"Every row ended, none partial, none swapped; every attempt accounted for; full speed within {WeatherPlan.RecoveryGoal} s of clear weather: {(isMet ? "met" : "NOT met")}.");
        return isMet ? ExitCode.Met : ExitCode.Missed;
    }
}

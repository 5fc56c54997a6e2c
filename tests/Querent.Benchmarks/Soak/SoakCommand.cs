using System.CommandLine;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;

namespace Querent.Benchmarks.Soak;

/// <summary><c>soak</c>: a long run by the clock; <c>scale</c>: one by its rows. Both look for what grows.</summary>
internal static class SoakCommand
{
    private static readonly Option<double> Hours = new("--hours") { Description = "How long; half an hour unless --minutes says otherwise.", HelpName = "N" };
    private static readonly Option<double> Minutes = new("--minutes") { Description = "How long, in minutes.", HelpName = "N" };
    private static readonly Option<int> Rows = Options.Whole("--rows", 1_000_000, least: 1000, "How many rows.");
    private static readonly Option<int> Concurrency = Options.Whole("--concurrency", 64, least: 1, "Queries in flight at a time.");
    private static readonly Option<int> Latency = Options.Whole("--latency", 0, least: 0, "How long the emulator holds an answer, in ms.");
    private static readonly Option<string> Picture = Options.Text("--picture", "", "FILE", "Where the curve is written to, as SVG; nowhere unless given.");

    public static Command CreateSoak()
    {
        var command = new Command("soak", "Rows × 4 streamed from a generator for a time: memory, handles, threads and timers. Exit code 1 when any grows.") { Hours, Minutes, Concurrency, Latency, Picture };
        command.SetAction((options, cancellationToken) => RunAsync(options, long.MaxValue, TimeOf(options), cancellationToken));
        return command;
    }

    public static Command CreateScale()
    {
        var command = new Command("scale", "So many rows × 4 streamed from a generator: memory, handles, threads and timers. Exit code 1 when any grows.") { Rows, Concurrency, Latency, Picture };
        command.SetAction((options, cancellationToken) => RunAsync(options, options.GetValue(Rows), TimeSpan.MaxValue, cancellationToken));
        return command;
    }

    private static TimeSpan TimeOf(ParseResult options)
        => options.GetValue(Minutes) is > 0 and double minutes ? TimeSpan.FromMinutes(minutes)
            : options.GetValue(Hours) is > 0 and double hours ? TimeSpan.FromHours(hours)
            : TimeSpan.FromHours(0.5);

    private static async Task<int> RunAsync(ParseResult options, long rows, TimeSpan time, CancellationToken cancellationToken)
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(options.GetValue(Latency), default, cancellationToken);
        SoakResult result = await new SoakRun(emulator, options.GetValue(Concurrency)).RunAsync(rows, time, cancellationToken);
        await Console.Out.WriteLineAsync(result.Format());
        if (options.GetRequiredValue(Picture) is { Length: > 0 } path)
        {
            await File.WriteAllTextAsync(path, SoakPicture.Draw(result), cancellationToken);
        }

        return result.IsMet ? ExitCode.Met : ExitCode.Missed;
    }
}

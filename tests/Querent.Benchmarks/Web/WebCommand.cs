using System.CommandLine;
using System.Globalization;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;

namespace Querent.Benchmarks.Web;

/// <summary><c>web</c>: the web sample under load, and stopped in the middle of it.</summary>
internal static class WebCommand
{
    /// <summary>How much longer than the endpoint's latency a post may take.</summary>
    private const double Goal = 1.1;

    private static readonly Option<int> Posts = Options.Whole("--posts", 500, least: 1, "Posts at a time.");
    private static readonly Option<int> Latency = Options.Whole("--latency", 400, least: 1, "How long the emulator holds each answer, in ms.");
    private static readonly Option<int> Warm = Options.Whole("--warm", 10, least: 0, "Seconds before the measurement.");
    private static readonly Option<int> Seconds = Options.Whole("--seconds", 20, least: 1, "Seconds that are measured.");

    public static Command Create()
    {
        var command = new Command("web", "Posts tickets to samples/TicketApi and compares the latency with the endpoint's; then stops the sample under load and counts what became of every post. Exit code 1 when a post failed or was cut off, or the latency misses its goal.")
        {
            Posts, Latency, Warm, Seconds,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        int posts = options.GetValue(Posts);
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(options.GetValue(Latency), default, cancellationToken);
        await using TicketApiProcess api = await TicketApiProcess.StartAsync(emulator.Deployment, maxConcurrency: 2 * posts, cancellationToken);
        using var load = new WebLoad(api.Address, posts, spread: TimeSpan.FromMilliseconds(options.GetValue(Latency)));
        int threadsBefore = api.CountThreads();

        await Console.Error.WriteLineAsync("Warming up");
        await load.RunAsync(TimeSpan.FromSeconds(options.GetValue(Warm)), api, cancellationToken);
        await emulator.ResetAsync(cancellationToken);
        await Console.Error.WriteLineAsync("Measuring");
        WebFigures figures = await load.RunAsync(TimeSpan.FromSeconds(options.GetValue(Seconds)), api, cancellationToken);
        ServedPercentiles served = await ServedPercentiles.ReadAsync(emulator.Deployment.Endpoint, cancellationToken);
        double worst = await PrintAsync(figures, served);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"threads of the server: {threadsBefore} before, {figures.MostThreads} at most under load, {api.CountThreads()} after\n"));

        await Console.Error.WriteLineAsync("Stopping it under load");
        WebShutdown shutdown = await WebShutdown.RunAsync(load, api, cancellationToken);
        await Console.Out.WriteLineAsync(shutdown.ToString());
        return worst <= Goal && figures.Failed == 0 && shutdown.IsClean ? ExitCode.Met : ExitCode.Missed;
    }

    /// <summary>Prints the figures; returns the worse of the ratios that are judged.</summary>
    private static async Task<double> PrintAsync(WebFigures figures, ServedPercentiles served)
    {
        var table = new TextTable("latency, ms", "p50", "p95", "p99");
        double[] ratios = [figures.P50 / served.P50, figures.P95 / served.P95, figures.P99 / served.P99];
        table.Add("endpoint, a query", Text(served.P50), Text(served.P95), Text(served.P99));
        table.Add("API, a post", Text(figures.P50), Text(figures.P95), Text(figures.P99));
        table.Add(["ratio", .. ratios.Select(ratio => ratio.ToString("0.000", CultureInfo.InvariantCulture))]);
        await Console.Out.WriteLineAsync(table.ToString());
        double worst = Math.Max(ratios[0], ratios[1]);
        string verdict = worst <= Goal ? "met" : "missed";
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{figures.Answered / figures.Elapsed.TotalSeconds:0} posts/s, {figures.Answered} answered, {figures.Failed} failed; p50 and p95 within {Goal:0.00} of the endpoint's: {verdict}"));
        return worst;
    }

    private static string Text(double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}

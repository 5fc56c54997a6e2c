using System.CommandLine;
using System.Globalization;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Pool;

/// <summary><c>pool</c>: how full the pool is kept, beside a bare loop; <c>pool --straggler</c>: what order costs when a few queries are slow.</summary>
internal static class PoolCommand
{
    private const int KindsConcurrency = 16;   // where rows of 1, 4 and 12 queries are compared
    private const int Crowd = 1024;            // from here on --full holds answers longer
    private const int CrowdsLatency = 4;       // so many times: else a machine's processors are measured, and not the pool

    private static readonly Option<int> Latency = Options.Whole("--latency", 50, least: 1, "How long the emulator holds an answer, in ms.");
    private static readonly Option<int[]> Concurrency = Options.Wholes("--concurrency", [1, 4, 8, 16, 64], least: 1, "How many queries are in flight at a time; of --straggler, the last one.");
    private static readonly int[] FullConcurrency = [4, 16, 64, 256, Crowd];
    private static readonly Option<int> Waves = Options.Whole("--waves", 100, least: 1, "How many times the pool is filled in a run, at least.");
    private static readonly Option<bool> Full = new("--full") { Description = "4, 16, 64, 256 and 1,024 at once, rows of 1, 4 and 12 queries, latencies fixed and log-normal, 200 waves or more (at 1,024 50, of four times the latency); some hours. With --concurrency, those of them alone." };
    private static readonly Option<int> Rounds = Options.Whole("--rounds", 3, least: 1, "How many runs of each side, in turns; the median counts.");
    private static readonly Option<bool> Straggler = new("--straggler") { Description = "Compare rows in order with rows as they complete, when a few queries take very long." };
    private static readonly Option<int> Rows = Options.Whole("--rows", 40_000, least: 20, "--straggler: how many rows of 4 queries; the default takes about three minutes each way.");
    private static readonly Option<int> PerMille = Options.Whole("--straggling", 1, least: 0, "--straggler: how many queries of 1,000 are slow.", most: 1000);
    private static readonly Option<int> SlowLatency = Options.Whole("--slow-latency", 20_000, least: 1, "--straggler: how long the slow ones take, in ms.");

    public static Command Create()
    {
        var command = new Command("pool", "Throughput ÷ (concurrency ÷ latency really served), ours beside a bare HttpMessageInvoker loop. Exit code 1 when a goal is missed.")
        {
            Latency, Concurrency, Waves, Full, Rounds, Straggler, Rows, PerMille, SlowLatency,
        };
        command.SetAction((options, cancellationToken) => options.GetValue(Straggler)
            ? StraggleAsync(options, cancellationToken)
            : RunAsync(options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(options.GetValue(Latency), default, cancellationToken);
        var results = new List<PoolResult>();
        IEnumerable<PoolCase> cases = options.GetValue(Full)
            ? AllCases(options.GetResult(Concurrency) is { Implicit: false } ? options.GetRequiredValue(Concurrency) : FullConcurrency, options.GetValue(Latency))
            : Cases(options.GetRequiredValue(Concurrency), options.GetValue(Waves), options.GetValue(Latency));
        foreach (PoolCase pool in cases)
        {
            await Console.Error.WriteLineAsync($"{pool.Name}: {pool.Rows} rows × {pool.Queries} queries, {pool.Concurrency} at once, {pool.LatencyMilliseconds} ms …");
            await emulator.BehaveAsync(string.Create(CultureInfo.InvariantCulture, $"--latency {pool.LatencyMilliseconds}{(pool.Sigma > 0 ? $" --sigma {pool.Sigma}" : "")}"), cancellationToken);
            results.Add(await new PoolContest(emulator, pool).RunAsync(options.GetValue(Rounds), cancellationToken));
        }

        await Console.Out.WriteLineAsync(PoolTable.Format(results));
        bool isMet = results.All(result => result.IsMet);
        await Console.Out.WriteLineAsync($"Ours ÷ bare at least {PoolResult.Goal} in every case, the first row within {PoolResult.FirstRowGoal} of one row's latency: {(isMet ? "met" : "NOT met")}.");
        if (PoolTable.QueriesPerRow(results) is var (text, kindsMet))
        {
            await Console.Out.WriteLineAsync(text);
            isMet &= kindsMet;
        }

        return isMet ? ExitCode.Met : ExitCode.Missed;
    }

    private static async Task<int> StraggleAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var plan = new StragglerPlan(
            options.GetValue(Rows),
            options.GetRequiredValue(Concurrency)[^1],
            options.GetValue(PerMille) / 1000.0,
            options.GetValue(Latency),
            options.GetValue(SlowLatency));
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(plan.LatencyMilliseconds, (plan.Share, plan.SlowMilliseconds), cancellationToken);
        await Console.Error.WriteLineAsync("in order …");
        StragglerSample ordered = await StragglerRun.RunAsync(emulator, plan, OutcomeOrder.Input, cancellationToken);
        await Console.Error.WriteLineAsync("as they complete …");
        StragglerSample completed = await StragglerRun.RunAsync(emulator, plan, OutcomeOrder.Completion, cancellationToken);
        var result = new StragglerResult(plan, ordered, completed);
        await Console.Out.WriteLineAsync(result.Format());
        return result.IsMet ? ExitCode.Met : ExitCode.Missed;
    }

    private static IEnumerable<PoolCase> AllCases(int[] concurrencies, int latency) =>
        from concurrency in concurrencies
        from sigma in new[] { 0, 0.5 }
        from queries in Questionnaire.Sizes
        let isCrowd = concurrency >= Crowd
        select PoolCase.OfWaves("full pool", concurrency, queries, isCrowd ? 50 : 200, isCrowd ? CrowdsLatency * latency : latency) with { Sigma = sigma };

    private static IEnumerable<PoolCase> Cases(int[] concurrencies, int waves, int latency) =>
    [
        .. concurrencies.Select(concurrency => PoolCase.OfWaves("pool", concurrency, 4, waves, latency)),
        new PoolCase("100 × 4 of old", 4, 4, waves, latency),   // the succeeded system's own measure; 100 waves are its 100 rows
        .. Questionnaire.Sizes
            .Where(queries => queries != 4 || !concurrencies.Contains(KindsConcurrency))
            .Select(queries => PoolCase.OfWaves("queries per row", KindsConcurrency, queries, waves, latency)),
    ];
}

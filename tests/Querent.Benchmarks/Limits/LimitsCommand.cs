using System.CommandLine;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Limits.Burst;
using Querent.Benchmarks.Limits.Quota;
using Querent.Benchmarks.Limits.Rivals;

namespace Querent.Benchmarks.Limits;

/// <summary><c>limits</c>: bursts of refusals, and quotas that change, beside a plain AIMD, a fixed pool and the succeeded system's throttle.</summary>
internal static class LimitsCommand
{
    private static readonly string[] Parts = ["burst", "quota", "wire"];

    private static readonly Option<int> Rounds = Options.Whole("--rounds", 3, least: 1, "Runs of each burst; the median counts.");
    private static readonly Option<int[]> Rates = Options.Wholes("--rates", [10, 100, 1000], least: 1, "Quotas, in requests a second.");
    private static readonly Option<int> Step = Options.Whole("--seconds", 60, least: 10, "How long each step of a simulated quota takes.");
    private static readonly Option<int> WireStep = Options.Whole("--wire-seconds", 15, least: 10, "How long each step of a quota on the wire takes.");
    private static readonly Option<bool> Real = new("--real") { Description = "Every quota on the wire and in real time: 24 of them, which is 96 minutes at --wire-seconds 60." };
    private static readonly Option<string[]> Only = new("--only") { Description = "Of burst, quota and wire, those to run; all unless given.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => Parts };

    public static Command Create()
    {
        Only.AcceptOnlyFromAmong(Parts);
        var command = new Command("limits", "A burst of 429s, and quotas that change: in simulated time, and at one point on the wire. Exit code 1 when a goal is missed.")
        {
            Rounds, Rates, Step, WireStep, Real, Only,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        string[] parts = options.GetRequiredValue(Only);
        bool isMet = true;
        if (parts.Contains("burst"))
        {
            isMet &= await BurstAsync(options.GetValue(Rounds), cancellationToken);
        }

        if (parts.Contains("quota"))
        {
            isMet &= await SimulateAsync(options.GetRequiredValue(Rates), options.GetValue(Step));
        }

        if (parts.Contains("wire"))
        {
            int seconds = options.GetValue(WireStep);
            IEnumerable<QuotaCase> cases = options.GetValue(Real)
                ? QuotaCase.All(options.GetRequiredValue(Rates), seconds)
                : [new QuotaCase(100, QuotaUnit.Requests, 1, HasHeaders: true, seconds), new QuotaCase(100, QuotaUnit.Requests, 1, HasHeaders: false, seconds)];
            isMet &= await WireAsync(cases, cancellationToken);
        }

        return isMet ? ExitCode.Met : ExitCode.Missed;
    }

    private static async Task<bool> BurstAsync(int rounds, CancellationToken cancellationToken)
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(BurstCase.LatencyMilliseconds, default, cancellationToken);
        var results = new List<BurstResult>();
        foreach (BurstCase burst in BurstCase.All)
        {
            await Console.Error.WriteLineAsync($"{burst.Name} …");
            results.Add(await new BurstContest(emulator, burst).RunAsync(rounds, cancellationToken));
        }

        await Console.Out.WriteLineAsync($"{BurstCase.Queries} queries, {BurstCase.Concurrency} at once, {BurstCase.LatencyMilliseconds} ms, {BurstCase.Refused} of them answered with 429 and no Retry-After\n");
        await Console.Out.WriteLineAsync(BurstResult.Format(results));
        return results.All(result => result.IsMet);
    }

    private static async Task<bool> SimulateAsync(int[] rates, int seconds)
    {
        IRival[] rivals = [new PlainAimd(), new FixedPool(), new DelayPool()];
        var table = new QuotaTable(rivals.Select(rival => rival.Name));
        foreach (QuotaCase quota in QuotaCase.All(rates, seconds))
        {
            await Console.Error.WriteLineAsync($"{quota.Name}, headers: {quota.HasHeaders} …");
            table.Add(quota, SimulatedQuota.Ours(quota), [.. rivals.Select(rival => SimulatedQuota.Rival(quota, rival))]);
        }

        await Console.Out.WriteLineAsync($"Quotas in simulated time, {seconds} s a step\n");
        await Console.Out.WriteLineAsync(table.Format());
        return table.IsMet;
    }

    private static async Task<bool> WireAsync(IEnumerable<QuotaCase> cases, CancellationToken cancellationToken)
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(0, default, cancellationToken);
        var table = new QuotaTable([]);
        foreach (QuotaCase quota in cases)
        {
            await Console.Error.WriteLineAsync($"on the wire: {quota.Name}, headers: {quota.HasHeaders}, {QuotaCase.Steps.Count} × {quota.StepSeconds} s …");
            table.Add(quota, await WireQuota.OursAsync(emulator, quota, cancellationToken), []);
        }

        await Console.Out.WriteLineAsync("Quotas on the wire\n");
        await Console.Out.WriteLineAsync(table.Format());
        return table.IsMet;
    }
}

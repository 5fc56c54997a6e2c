using System.Diagnostics;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Limits.Rivals;
using Querent.Benchmarks.Requests;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Limits.Burst;

/// <summary>Makespans of one case on the wire, held against the latencies really served.</summary>
internal sealed class BurstContest(EmulatorProcess emulator, BurstCase burst)
{
    private static readonly Questionnaire Questions = Questionnaire.Of(1);

    public static string Ours => "ours";

    public async Task<BurstResult> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        var samples = new List<BurstSample>();
        byte[][] bodies = await RequestRecorder.RecordAsync(Questions, new CaseFiles(0, BurstCase.Queries), emulator.Deployment.Name, cancellationToken);
        for (int round = 0; round < rounds; round++)
        {
            samples.Add(await OursAsync(cancellationToken));
            samples.Add(await RivalAsync(new PlainAimd(), bodies, cancellationToken));
            samples.Add(await RivalAsync(new FixedPool(), bodies, cancellationToken));
            if (round == 0)
            {
                samples.Add(await RivalAsync(new DelayPool(), bodies, cancellationToken));   // takes long, and is the same each time
            }
        }

        return new BurstResult(burst, samples);
    }

    private async Task<BurstSample> OursAsync(CancellationToken cancellationToken)
    {
        var options = new RowExecutorOptions { MaxConcurrency = BurstCase.Concurrency, AdaptiveConcurrency = new() { InitialConcurrency = burst.IsWarm ? BurstCase.Concurrency : 1 } };
        await using var executor = new RowExecutor(emulator.Deployment.CreateTransport(), options);
        if (burst.IsWarm)
        {
            await emulator.BehaveAsync($"--latency {BurstCase.LatencyMilliseconds}", cancellationToken);
            await RowsAsync();
        }

        return await MeasureAsync(Ours, RowsAsync, cancellationToken);

        async Task RowsAsync()
        {
            var tally = new OutcomeTally();
            await Questions.RunAsync(executor, new CaseFiles(0, BurstCase.Queries), tally, OutcomeOrder.Input, cancellationToken);
            if (tally.Failed > 0)
            {
                throw new BenchmarkException($"{tally.Failed} rows failed, the first with: {tally.FirstFailure}");
            }
        }
    }

    private async Task<BurstSample> RivalAsync(IRival rival, byte[][] bodies, CancellationToken cancellationToken)
    {
        using var world = new WireWorld(emulator.Deployment, bodies, cancellationToken);
        await emulator.BehaveAsync("--latency 1", cancellationToken);
        await rival.RunAsync(10 * BurstCase.Concurrency, BurstCase.Concurrency, world);
        return await MeasureAsync(rival.Name, () => rival.RunAsync(BurstCase.Queries, BurstCase.Concurrency, world), cancellationToken);
    }

    private async Task<BurstSample> MeasureAsync(string name, Func<Task> run, CancellationToken cancellationToken)
    {
        await emulator.BehaveAsync(burst.Behavior, cancellationToken);
        await emulator.ResetAsync(cancellationToken);
        GC.Collect();
        long started = Stopwatch.GetTimestamp();
        await run();
        TimeSpan makespan = Stopwatch.GetElapsedTime(started);
        ServedLatency served = await emulator.ReadServedAsync(cancellationToken);
        EmulatorCount count = await emulator.ReadCountAsync(cancellationToken);
        int refused = burst.First > 0 ? BurstCase.Refused : 0;
        if (served.Count != BurstCase.Queries || count.Attempts != BurstCase.Queries + refused)
        {
            throw new BenchmarkException($"{name}: the emulator answered {served.Count} of {count.Attempts} requests: the run is not what it should be.");
        }

        return new BurstSample(name, makespan, served.Mean * BurstCase.Queries / BurstCase.Concurrency);
    }
}

/// <summary>One run.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Makespan">From the first query's start to the last one's end.</param>
/// <param name="Clairvoyant">The least that any schedule of the latencies really served could take: all places busy from the first moment to the last.</param>
internal sealed record BurstSample(string Name, TimeSpan Makespan, TimeSpan Clairvoyant)
{
    public double Ratio => Makespan / Clairvoyant;
}

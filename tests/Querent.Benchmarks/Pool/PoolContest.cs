using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Requests;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Pool;

/// <summary>Ours and the bare loop on one case, in turns, so that what else the machine does strikes both.</summary>
internal sealed class PoolContest(EmulatorProcess emulator, PoolCase pool)
{
    private const int WarmUpWaves = 10;   // the limit doubles with each wave

    private readonly Questionnaire _questionnaire = Questionnaire.Of(pool.Queries);

    public async Task<PoolResult> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        byte[][] bodies = await RequestRecorder.RecordAsync(_questionnaire, new CaseFiles(0, pool.Rows), emulator.Deployment.Name, cancellationToken);
        await using var executor = new RowExecutor(emulator.Deployment.CreateTransport(), new RowExecutorOptions { MaxConcurrency = pool.Concurrency });
        using var bare = new BareLoop(emulator.Deployment, pool.Concurrency);

        PoolCase warmUp = PoolCase.OfWaves("", pool.Concurrency, pool.Queries, WarmUpWaves, pool.LatencyMilliseconds);
        await OursAsync(executor, warmUp.Rows, cancellationToken);
        await bare.RunAsync(bodies[..Math.Min(bodies.Length, warmUp.TotalQueries)], cancellationToken);

        var ours = new List<PoolSample>();
        var bares = new List<PoolSample>();
        for (int turn = 0; turn < 2 * rounds; turn++)
        {
            bool isOurs = turn % 4 is 0 or 3;   // ours, bare, bare, ours, …: neither always has the quieter half
            GC.Collect();
            await emulator.ResetAsync(cancellationToken);
            (TimeSpan elapsed, TimeSpan? firstRow) = isOurs
                ? await OursAsync(executor, pool.Rows, cancellationToken)
                : (await bare.RunAsync(bodies, cancellationToken), null);
            ServedLatency served = await emulator.ReadServedAsync(cancellationToken);
            if (served.Count != pool.TotalQueries)
            {
                throw new BenchmarkException($"The emulator answered {served.Count} queries of {pool.TotalQueries}: the run is not what it should be.");
            }

            (isOurs ? ours : bares).Add(PoolSample.Of(pool, elapsed, served, firstRow));
        }

        return new PoolResult(pool, PoolSample.Median(ours), PoolSample.Median(bares));
    }

    private async Task<(TimeSpan Elapsed, TimeSpan? FirstRow)> OursAsync(RowExecutor executor, int rows, CancellationToken cancellationToken)
    {
        var pace = new OutputPace(rows);
        await _questionnaire.RunAsync(executor, new CaseFiles(0, rows), pace, OutcomeOrder.Input, cancellationToken);
        return pace.Failed == 0 ? (pace.Last, pace.First) : throw new BenchmarkException($"{pace.Failed} rows failed, the first with: {pace.FirstFailure}");
    }
}

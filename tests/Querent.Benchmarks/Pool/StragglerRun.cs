using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Measuring;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Pool;

/// <summary>One way through the rows of a <see cref="StragglerPlan"/>, in order or as they complete.</summary>
internal static class StragglerRun
{
    private const int Queries = 4;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    public static async Task<StragglerSample> RunAsync(EmulatorProcess emulator, StragglerPlan plan, OutcomeOrder order, CancellationToken cancellationToken)
    {
        await emulator.ResetAsync(cancellationToken);   // with it, the same prompts straggle each way
        await using var executor = new RowExecutor(emulator.Deployment.CreateTransport(), new RowExecutorOptions { MaxConcurrency = plan.Concurrency });
        GC.Collect();
        PeakMemory.Reset();
        var pace = new OutputPace(plan.Rows);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<long> held = WatchAsync(executor, pace, over.Token);
        await Questionnaire.Of(Queries).RunAsync(executor, new CaseFiles(0, plan.Rows), pace, order, cancellationToken);
        await over.CancelAsync();
        if (pace.Failed > 0)
        {
            throw new BenchmarkException($"{pace.Failed} rows failed, the first with: {pace.FirstFailure}");
        }

        return new StragglerSample(pace, await held, PeakMemory.ReadMegabytes(), await emulator.ReadServedAsync(cancellationToken));
    }

    /// <summary>The most rows' worth of answers that were in and not given out, looked at now and then.</summary>
    private static async Task<long> WatchAsync(RowExecutor executor, OutputPace pace, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, TimeProvider.System);
        long most = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                most = Math.Max(most, (executor.GetStatistics().AttemptsAnswered / Queries) - pace.Given);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }

        return most;
    }
}

/// <summary>What came of one way through the rows.</summary>
/// <param name="Pace">When rows were given out.</param>
/// <param name="MostHeld">The most rows' worth of answers that were in and not given out.</param>
/// <param name="PeakMegabytes">The most memory that was resident.</param>
/// <param name="Served">What the emulator served.</param>
internal sealed record StragglerSample(OutputPace Pace, long MostHeld, double PeakMegabytes, ServedLatency Served);

using System.Diagnostics;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Control;

/// <summary>One cancellation and one pause with so many queries in flight.</summary>
/// <param name="Ended">From the cancellation to the end of the caller's enumeration.</param>
/// <param name="Back">From the cancellation to the time when nothing was left of the run; null when that was never within the wait.</param>
/// <param name="Baseline">What the process held before the run.</param>
/// <param name="Left">What it held in the end.</param>
/// <param name="Paused">From the pause to the start of the last attempt; nothing when none was begun after it.</param>
internal sealed record ControlResult(TimeSpan Ended, TimeSpan? Back, Footprint Baseline, Footprint Left, TimeSpan Paused);

/// <summary>Cancels and pauses runs with many queries in flight, and measures how long each takes to take effect.</summary>
internal sealed class ControlRun(Deployment deployment, int concurrency)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan PauseWatch = TimeSpan.FromSeconds(1);

    private readonly Questionnaire _questionnaire = Questionnaire.Of(4);

    public async Task<ControlResult> RunAsync(CancellationToken cancellationToken)
    {
        var transport = new WatchedTransport(deployment.CreateTransport());
        await using var executor = new RowExecutor(transport, new RowExecutorOptions { MaxConcurrency = concurrency, AdaptiveConcurrency = null });
        await _questionnaire.RunAsync(executor, new CaseFiles(0, 4), new OutcomeTally(), OutcomeOrder.Input, cancellationToken);   // whatever is made once
        Footprint baseline = Footprint.Take(transport, executor);
        (TimeSpan ended, TimeSpan? back, Footprint left) = await CancelAsync(executor, transport, baseline, cancellationToken);
        TimeSpan paused = await PauseAsync(executor, transport, cancellationToken);
        return new ControlResult(ended, back, baseline, left, paused);
    }

    private async Task<(TimeSpan Ended, TimeSpan? Back, Footprint Left)> CancelAsync(
        RowExecutor executor, WatchedTransport transport, Footprint baseline, CancellationToken cancellationToken)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<long> run = EndOfAsync(executor, cancel.Token);
        await FillAsync(executor, transport, run, cancellationToken);

        long cancelled = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();
        long ended = await run;
        Footprint left = Footprint.Take(transport, executor);
        while (!left.IsWithin(baseline) && Stopwatch.GetElapsedTime(cancelled) < LongestWait)
        {
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
            left = Footprint.Take(transport, executor);
        }

        TimeSpan? back = left.IsWithin(baseline) ? Stopwatch.GetElapsedTime(cancelled) : null;
        return (Stopwatch.GetElapsedTime(cancelled, ended), back, left);
    }

    private async Task<TimeSpan> PauseAsync(RowExecutor executor, WatchedTransport transport, CancellationToken cancellationToken)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<long> run = EndOfAsync(executor, cancel.Token);
        await FillAsync(executor, transport, run, cancellationToken);

        long paused = Stopwatch.GetTimestamp();
        executor.Pause();
        await Task.Delay(PauseWatch, TimeProvider.System, cancellationToken);
        long last = transport.LastBegun;
        executor.Resume();
        await cancel.CancelAsync();
        await run;
        return last > paused ? Stopwatch.GetElapsedTime(paused, last) : TimeSpan.Zero;
    }

    /// <summary>Runs until it is cancelled, and says when the enumeration ended.</summary>
    private Task<long> EndOfAsync(RowExecutor executor, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            try
            {
                await _questionnaire.RunAsync(executor, new CaseFiles(0, int.MaxValue), new OutcomeTally(), OutcomeOrder.Input, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // As it should.
            }

            return Stopwatch.GetTimestamp();
        },
        CancellationToken.None);

    /// <summary>Waits for a full pool whose connections are all made: one that is being made when its request is cancelled is kept for the next.</summary>
    private async Task FillAsync(RowExecutor executor, WatchedTransport transport, Task run, CancellationToken cancellationToken)
    {
        long before = executor.GetStatistics().AttemptsAnswered;
        while (transport.InFlight < concurrency || executor.GetStatistics().AttemptsAnswered < before + (2 * concurrency))
        {
            if (run.IsCompleted)
            {
                await run;
                throw new CommandLine.BenchmarkException("The run ended before it was full.");
            }

            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }
}

using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Soak;

/// <summary>Streams rows of 4 queries from a generator, and looks at the process now and then.</summary>
internal sealed class SoakRun(EmulatorProcess emulator, int concurrency)
{
    /// <summary>How many looks a run gets: enough for a curve, and for ten tenths.</summary>
    private const int Looks = 500;

    private static readonly TimeSpan LeastEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs until so many rows were given out or so much time has passed, whichever is first.</summary>
    public async Task<SoakResult> RunAsync(long rows, TimeSpan time, CancellationToken cancellationToken)
    {
        await using var executor = new RowExecutor(emulator.Deployment.CreateTransport(), new RowExecutorOptions { MaxConcurrency = concurrency });
        var samples = new List<SoakSample>();
        long started = TimeProvider.System.GetTimestamp();
        long given = 0, failed = 0;
        bool isOver = false;
        Task run = RunAsync();
        TimeSpan every = time == TimeSpan.MaxValue ? TimeSpan.FromSeconds(1) : TimeSpan.FromTicks(Math.Max(LeastEvery.Ticks, time.Ticks / Looks));
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, Task.Delay(every, TimeProvider.System, cancellationToken));
            TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
            if (elapsed >= time)
            {
                Volatile.Write(ref isOver, true);
                break;
            }

            samples.Add(SoakSample.Take(elapsed, Volatile.Read(ref given)));
        }

        await run;
        return new SoakResult(samples, given, failed, executor.GetStatistics());

        IEnumerable<CaseFile> Files()
        {
            for (long number = 0; number < rows && !Volatile.Read(ref isOver); number++)
            {
                yield return CaseFiles.Make(number);
            }
        }

        async Task RunAsync()
        {
            await foreach (RowOutcome<FourQuestions> outcome in executor.RunAsync<FourQuestions, CaseFile>(Files(), cancellationToken: cancellationToken))
            {
                given++;
                failed += outcome.TryGetRow(out _, out _) ? 0 : 1;
            }
        }
    }
}

using Querent.Benchmarks.Measuring;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Fanout;

/// <summary>What <c>fanout</c> measured: all over the rows after the warm-up, but for the cold start.</summary>
/// <param name="Use">What the process used.</param>
/// <param name="Tally">What became of the rows.</param>
/// <param name="Attempts">Requests that were sent.</param>
/// <param name="ColdStartMilliseconds">From the start of the process to its first request.</param>
internal sealed record FanoutFigures(ProcessUse Use, OutcomeTally Tally, long Attempts, double ColdStartMilliseconds)
{
    /// <summary>What types the memory went to; null unless that was asked for.</summary>
    public string? Allocations { get; init; }

    /// <summary>Measures a run over the rows after the warm-up.</summary>
    /// <param name="plan">What is run.</param>
    /// <param name="run">Runs the rows and counts them.</param>
    /// <param name="attempts">How many requests were sent so far.</param>
    /// <param name="coldStart">When the first was.</param>
    public static async Task<FanoutFigures> MeasureAsync(FanoutPlan plan, Func<CaseFiles, OutcomeTally, Task> run, Func<long> attempts, ColdStart coldStart)
    {
        var tally = new OutcomeTally();
        long attemptsBefore = attempts();
        using AllocationSampler? sampler = plan.SampleAllocations ? new AllocationSampler() : null;
        var meter = ProcessMeter.Start();
        await run(plan.Measured, tally);
        ProcessUse use = meter.Stop();
        return new FanoutFigures(use, tally, attempts() - attemptsBefore, coldStart.Milliseconds)
        {
            Allocations = sampler?.Format((double)use.AllocatedBytes / Math.Max(1, tally.QueriesAnswered)),
        };
    }

    /// <summary>What there is to print.</summary>
    /// <param name="transport">What was measured.</param>
    public FanoutReport ToReport(string transport)
    {
        double queries = Math.Max(1, Tally.QueriesAnswered);
        return new FanoutReport(
            transport,
            Rounded(Tally.QueriesAnswered / Use.Elapsed.TotalSeconds),
            Rounded(Use.Cpu.TotalMicroseconds / queries),
            Rounded(Use.Compiling.TotalMicroseconds / queries),
            Rounded(Use.AllocatedBytes / queries),
            Rounded(Tally.Latencies.Percentile(0.50)),
            Rounded(Tally.Latencies.Percentile(0.95)),
            Rounded(Tally.Latencies.Percentile(0.99)),
            Tally.Answered,
            Tally.Failed,
            Attempts,
            Rounded(Use.PeakMegabytes),
            Rounded(ColdStartMilliseconds));
    }

    private static double Rounded(double value) => Math.Round(value, 3);
}

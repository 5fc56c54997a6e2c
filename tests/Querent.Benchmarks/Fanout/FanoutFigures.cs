using System.Text;
using System.Text.Json;
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

    /// <summary>One line of JSON. Per query means per query that was answered.</summary>
    public string ToJson()
    {
        double queries = Math.Max(1, Tally.QueriesAnswered);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write("qps"u8, Tally.QueriesAnswered / Use.Elapsed.TotalSeconds);
            Write("cpu_us_per_query"u8, Use.Cpu.TotalMicroseconds / queries);
            Write("alloc_bytes_per_query"u8, Use.AllocatedBytes / queries);
            Write("p50_ms"u8, Tally.Latencies.Percentile(0.50));
            Write("p95_ms"u8, Tally.Latencies.Percentile(0.95));
            Write("p99_ms"u8, Tally.Latencies.Percentile(0.99));
            json.WriteNumber("rows_answered"u8, Tally.Answered);
            json.WriteNumber("rows_failed"u8, Tally.Failed);
            json.WriteNumber("attempts"u8, Attempts);
            Write("peak_rss_mb"u8, Use.PeakMegabytes);
            Write("cold_start_ms"u8, ColdStartMilliseconds);
            json.WriteEndObject();

            void Write(ReadOnlySpan<byte> name, double value) => json.WriteNumber(name, Math.Round(value, 3));
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}

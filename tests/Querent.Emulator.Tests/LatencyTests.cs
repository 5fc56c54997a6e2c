using System.Diagnostics;

namespace Querent.Emulator.Tests;

public sealed class LatencyTests
{
    // The clocks on both sides of the socket are read apart.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<TimeSpan> TimeAsync(EmulatorOptions options, Action<EmulatorCounters>? check = null)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(options, Cancelled);
        using var client = new EmulatorClient(emulator);
        long start = Stopwatch.GetTimestamp();
        await client.PostAsync(Requests.Ask());
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        check?.Invoke(emulator.GetCounters());
        return elapsed;
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(30)]
    public async Task An_answer_is_held_for_its_latency_and_that_is_counted(double milliseconds)
    {
        var latency = TimeSpan.FromMilliseconds(milliseconds);
        TimeSpan elapsed = await TimeAsync(
            new() { Latency = EmulatorLatency.Fixed(latency) },
            counters => Assert.InRange(counters.ServedLatency.Mean, latency, TimeSpan.FromMinutes(1)));
        Assert.InRange(elapsed, latency - Tolerance, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_latency_may_depend_on_the_request()
    {
        EmulatorOptions options = new() { Latency = EmulatorLatency.PerRequest(request => TimeSpan.FromMilliseconds(request.User.Length)) };
        Assert.InRange(await TimeAsync(options), TimeSpan.FromMilliseconds("Where is my card?".Length) - Tolerance, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_throttled_reply_does_not_wait_for_the_latency()
    {
        EmulatorLatency hour = EmulatorLatency.Fixed(TimeSpan.FromHours(1));
        Assert.InRange(
            await TimeAsync(new() { Latency = hour, Faults = [FaultRule.Always(EmulatorFault.Throttle())] }), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_fault_may_have_a_latency_of_its_own()
    {
        EmulatorFault late = EmulatorFault.Status(503) with { Latency = TimeSpan.FromMilliseconds(20) };
        Assert.InRange(
            await TimeAsync(new() { Faults = [FaultRule.Always(late)] }), TimeSpan.FromMilliseconds(20) - Tolerance, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Log_normal_latencies_repeat_and_lie_about_their_median()
    {
        var latency = EmulatorLatency.LogNormal(TimeSpan.FromMilliseconds(100), sigma: 0.5, seed: 3);
        TimeSpan[] Draw() => [.. Enumerable.Range(0, 10_001).Select(index => latency.Of(new AttemptKey(StableHash.Mix((ulong)index), 1, index), null))];
        TimeSpan[] drawn = Draw();
        Assert.Equal(drawn, Draw());
        TimeSpan[] sorted = [.. drawn.Order()];
        Assert.InRange(sorted[5_000].TotalMilliseconds, 96, 104);
        Assert.InRange(sorted[9_500].TotalMilliseconds, 215, 240);
        Assert.All(drawn, time => Assert.True(time > TimeSpan.Zero));
    }

    [Fact]
    public async Task Every_wait_ends_and_none_before_its_time()
    {
        using var timer = new PreciseTimer();
        var ended = new List<int>();
        long start = Stopwatch.GetTimestamp();
        int[] milliseconds = [40, 3, 20, 1, 12];
        await Task.WhenAll(milliseconds.Select(async time =>
        {
            long due = start + Ticks.Of(TimeSpan.FromMilliseconds(time));
            await timer.WaitUntilAsync(due, Cancelled);
            Assert.True(Stopwatch.GetTimestamp() >= due);
            lock (ended)
            {
                ended.Add(time);
            }
        }));
        Assert.Equal(milliseconds.Order(), ended.Order());
    }

    [Fact]
    public async Task A_disposed_timer_cancels_what_waits()
    {
        var timer = new PreciseTimer();
        Task wait = timer.WaitUntilAsync(Stopwatch.GetTimestamp() + Ticks.Of(TimeSpan.FromHours(1)), Cancelled).AsTask();
        timer.Dispose();
        timer.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public void A_percentile_is_right_to_a_hundredth()
    {
        var histogram = new LatencyHistogram();
        for (int millisecond = 1; millisecond <= 1_000; millisecond++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(millisecond));
        }

        LatencySummary summary = histogram.Summarize();
        Assert.Equal(1_000, summary.Count);
        Assert.Equal(500.5, summary.Mean.TotalMilliseconds, 3);
        Assert.InRange(summary.P50.TotalMilliseconds, 495, 505);
        Assert.InRange(summary.P95.TotalMilliseconds, 940, 960);
        Assert.InRange(summary.P99.TotalMilliseconds, 980, 1_000);
        Assert.InRange(summary.Max.TotalMilliseconds, 990, 1_010);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(50_000)]
    [InlineData(86_400_000_000)]
    public void Any_latency_finds_its_bucket(long microseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMicroseconds(microseconds));
        Assert.InRange(histogram.Summarize().P50.TotalMicroseconds, microseconds * 0.99, microseconds * 1.01);
    }
}

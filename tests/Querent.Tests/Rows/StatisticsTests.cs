using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Rows;

public class StatisticsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_queries_failures_and_retries_are_counted_by_what_became_of_them()
    {
        var transport = new FakeTransport(attempt => (attempt.Row, attempt.Query, attempt.Number) switch
        {
            (1, 1, _) => FakeTransport.Rejected(),
            (2, 0, < 3) => FakeTransport.Throttled(),
            _ => FakeTransport.Answer(attempt),
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1));

        await executor.ListAsync(2, Run.Inputs(4));

        ExecutorStatistics now = executor.GetStatistics();
        Assert.Equal((3, 1, 0), (now.RowsAnswered, now.RowsFailed, now.RowsActive));
        Assert.Equal((7, 1, 0), (now.QueriesAnswered, now.QueriesFailed, now.QueriesShared));
        Assert.Equal((10, 7, 3), (now.AttemptsStarted, now.AttemptsAnswered, now.AttemptsFailed));
        Assert.Equal([(QueryErrorKind.Throttled, 2), (QueryErrorKind.Rejected, 1)], now.FailuresByKind.Select(kind => (kind.Key, kind.Value)));
        Assert.Equal([(QueryErrorKind.Throttled, 2)], now.RetriesByKind.Select(kind => (kind.Key, kind.Value)));
        Assert.Equal(0, now.BufferedBytes);
    }

    [Fact]
    public async Task Rates_are_by_the_time_in_which_there_were_rows_without_pauses()
    {
        var clock = new FakeTimeProvider();
        var gate = new TaskCompletionSource();
        var transport = FakeTransport.Holding(row: 0, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock));
        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(2, Run.Inputs(1));
        await transport.UntilInFlight(2);
        clock.Advance(TimeSpan.FromSeconds(4));
        executor.Pause();
        clock.Advance(TimeSpan.FromHours(1));
        executor.Resume();
        gate.SetResult();
        await run;
        clock.Advance(TimeSpan.FromHours(1));

        ExecutorStatistics now = executor.GetStatistics();
        Assert.Equal((TimeSpan.FromSeconds(4), 0.25, 0.5), (now.BusyTime, now.RowsPerSecond, now.QueriesPerSecond));
        Assert.Equal(TimeSpan.FromSeconds(3604), now.TimeToFirstRow);
    }

    [Fact]
    public async Task Percentiles_are_those_of_the_attempts_that_were_replied_to()
    {
        var clock = new FakeTimeProvider();
        var transport = new FakeTransport(attempt =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(attempt.Row == 0 ? 1 : attempt.Row));
            return attempt.Row == 0 ? FakeTransport.Rejected() : FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1, clock: clock));
        Assert.Null(executor.GetStatistics().LatencyP50);

        await executor.ListAsync(1, Run.Inputs(1001));

        ExecutorStatistics now = executor.GetStatistics();
        Assert.InRange(now.LatencyP50!.Value.TotalMilliseconds, 500 * 0.97, 500 * 1.03);
        Assert.InRange(now.LatencyP95!.Value.TotalMilliseconds, 950 * 0.97, 950 * 1.03);
        Assert.InRange(now.LatencyP99!.Value.TotalMilliseconds, 990 * 0.97, 990 * 1.03);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.063)]
    [InlineData(0.064)]
    [InlineData(7.77)]
    [InlineData(50)]
    [InlineData(1234.5)]
    [InlineData(119_999)]
    [InlineData(3_600_000)]
    public void A_duration_is_counted_to_three_percent(double milliseconds)
    {
        var histogram = new DurationHistogram();
        histogram.Add(TimeSpan.FromMilliseconds(milliseconds));
        var counts = new long[DurationHistogram.Size];
        histogram.CopyTo(counts);

        double found = DurationHistogram.Percentile(counts, 0.5)!.Value.TotalMilliseconds;

        Assert.InRange(found, milliseconds * 0.97 - 0.001, milliseconds * 1.03 + 0.001);
    }

    [Fact]
    public void A_duration_beyond_all_buckets_or_below_them_is_counted_all_the_same()
    {
        var histogram = new DurationHistogram();
        histogram.Add(TimeSpan.MaxValue);
        histogram.Add(TimeSpan.MinValue);
        var counts = new long[DurationHistogram.Size];
        histogram.CopyTo(counts);

        Assert.Equal((1, 1), (counts[0], counts[^1]));
    }

    [Fact]
    public async Task Time_counts_as_throttled_while_attempts_wait_for_the_pace_or_a_pause_and_not_for_a_permit()
    {
        var clock = new FakeTimeProvider();
        var gate = new TaskCompletionSource();
        var transport = FakeTransport.Holding(row: 0, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1, clock: clock));
        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(2));
        await transport.UntilInFlight(1);
        await Run.Until(() => executor.GetStatistics().Waiting == 1);

        clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.Zero, executor.GetStatistics().ThrottledTime);
        executor.Pause();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), executor.GetStatistics().ThrottledTime);
        executor.Resume();
        gate.SetResult();
        await run;
        clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(TimeSpan.FromSeconds(5), executor.GetStatistics().ThrottledTime);
    }

    [Fact]
    public async Task Finished_rows_that_wait_for_an_older_one_are_shown_in_bytes()
    {
        var gate = new TaskCompletionSource();
        var transport = FakeTransport.Holding(row: 0, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options());
        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(4));
        await Run.Until(() => executor.GetStatistics() is { RowsAnswered: 3, RowsActive: 1 });

        Assert.True(executor.GetStatistics().BufferedBytes > 3 * RowResult.FixedBytes);
        gate.SetResult();
        await run;
        Assert.Equal(0, executor.GetStatistics().BufferedBytes);
    }

    [Fact]
    public async Task The_meter_shows_the_statistics_by_outcome_and_cause()
    {
        using var meters = new Meters();
        var transport = new FakeTransport(attempt => attempt.Number == 1 ? FakeTransport.Throttled() : FakeTransport.Answer(attempt));
        await using (var executor = new RowExecutor(transport, Run.Options() with { Name = "night", MeterFactory = meters }))
        {
            await executor.ListAsync(1, Run.Inputs(3));
            executor.Pause();

            Dictionary<string, double> seen = meters.Collect();
            Assert.Equal(3, seen["querent.attempts{querent.executor=night,querent.outcome=answered}"]);
            Assert.Equal(3, seen["querent.attempts{error.type=throttled,querent.executor=night,querent.outcome=failed}"]);
            Assert.Equal(3, seen["querent.retries{error.type=throttled,querent.executor=night}"]);
            Assert.Equal(3, seen["querent.rows{querent.executor=night,querent.outcome=answered}"]);
            Assert.Equal(3, seen["querent.queries{querent.executor=night,querent.outcome=answered}"]);
            Assert.Equal(30, seen["querent.tokens{querent.executor=night,querent.token.type=input}"]);
            Assert.Equal(4, seen["querent.attempts.limit{querent.executor=night}"]);
            Assert.Equal(1, seen["querent.pauses{querent.executor=night}"]);
            Assert.Equal(1, seen["querent.run.time_to_first_row{querent.executor=night,querent.row_type=EchoRow} count"]);
            Assert.Equal(3, seen["querent.attempt.duration{querent.executor=night,querent.outcome=answered} count"]);
            Assert.Equal(3, seen["querent.attempt.duration{error.type=throttled,querent.executor=night,querent.outcome=failed} count"]);
        }

        Assert.DoesNotContain(meters.Collect().Keys, key => key.StartsWith("querent.attempts{", StringComparison.Ordinal));
    }
}

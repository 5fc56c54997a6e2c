using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Rows.Metrics;

/// <summary>What the instruments say while an executor works.</summary>
public sealed class InstrumentTests : IDisposable
{
    private const string Limit = "querent.attempts.limit";
    private const string InFlight = "querent.attempts.in_flight";
    private const string Peak = "querent.attempts.in_flight.peak";
    private const string Waiting = "querent.attempts.waiting";
    private const string Started = "querent.attempts.started";
    private const string Active = "querent.rows.active";
    private const string Buffered = "querent.rows.buffered";
    private const string ThrottleTime = "querent.throttle.time";
    private const string PauseTime = "querent.pause.time";
    private const string BusyTime = "querent.busy.time";
    private const string Paused = "querent.paused";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly Meters _meters = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Attempts_in_flight_and_waiting_and_rows_begun_and_buffered_are_shown_as_they_are_now()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new FakeTransport(async attempt =>
        {
            await (attempt.Row == 0 ? first : _gate).Task.WaitAsync(attempt.Token);
            return await FakeTransport.Answer(attempt);
        });
        await using RowExecutor executor = Executor(transport, Run.Options(concurrency: 3));
        Assert.Equal([3, 0, 0, 0, 0, 0, 0], Shown(Limit, InFlight, Peak, Waiting, Active, Buffered, Started));

        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(5));
        await transport.UntilInFlight(3);
        await Run.Until(() => executor.GetStatistics().Waiting == 2);
        Assert.Equal([3, 3, 3, 2, 5, 0, 3], Shown(Limit, InFlight, Peak, Waiting, Active, Buffered, Started));

        _gate.SetResult();
        await Run.Until(() => executor.GetStatistics() is { RowsAnswered: 4, RowsActive: 1, InFlight: 1 });
        Assert.Equal([3, 1, 3, 0, 1, 5], Shown(Limit, InFlight, Peak, Waiting, Active, Started));
        Assert.InRange(_meters.Collect()[Buffered], (4 * RowResult.FixedBytes) + 1, 1_000_000);
        Assert.Equal(executor.GetStatistics().BufferedBytes, _meters.Collect()[Buffered]);

        first.SetResult();
        await run;
        Assert.Equal([3, 0, 3, 0, 0, 0, 5], Shown(Limit, InFlight, Peak, Waiting, Active, Buffered, Started));
    }

    [Fact]
    public async Task The_pace_is_shown_where_there_is_one_be_it_an_options_or_a_replys()
    {
        await using RowExecutor executor = Executor(
            new FakeTransport(async attempt => (await FakeTransport.Answer(attempt)) with { RateLimits = new() { LimitTokens = 6_000 } }),
            Run.Options() with { QuotaPacing = new() { RequestsPerMinute = 600 } });

        Assert.Equal((9.9, null), (executor.GetStatistics().PacedRequestsPerSecond, executor.GetStatistics().PacedTokensPerSecond));
        Dictionary<string, double> before = _meters.Collect();
        Assert.Equal(9.9, before["querent.pace.requests"]);
        Assert.DoesNotContain("querent.pace.tokens", before.Keys);

        await executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);

        Assert.Equal((9.9, 99), (executor.GetStatistics().PacedRequestsPerSecond, executor.GetStatistics().PacedTokensPerSecond));
        Assert.Equal([9.9, 99], Shown("querent.pace.requests", "querent.pace.tokens"));
    }

    [Fact]
    public async Task No_pace_is_shown_where_there_is_none()
    {
        await using RowExecutor executor = Executor(new FakeTransport(), Run.Options());

        await executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);

        Assert.DoesNotContain(_meters.Collect().Keys, key => key.StartsWith("querent.pace", StringComparison.Ordinal));
        Assert.Equal((null, null), (executor.GetStatistics().PacedRequestsPerSecond, executor.GetStatistics().PacedTokensPerSecond));
    }

    [Fact]
    public async Task Time_in_which_attempts_wait_for_the_pace_is_throttled_and_busy_and_no_pause()
    {
        await using RowExecutor executor = Executor(new FakeTransport(), Run.Options(clock: _clock) with { QuotaPacing = new() { RequestsPerMinute = 6 } });
        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(2));
        await Run.Until(() => executor.GetStatistics() is { RowsAnswered: 1, InFlight: 0, Waiting: 1 });

        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal([4, 4, 0, 0, 1], Shown(ThrottleTime, BusyTime, PauseTime, "querent.pauses", Waiting));
        await PassAsync(run);
    }

    [Fact]
    public async Task Refusals_that_lower_the_limit_are_an_event_and_a_pause_after_them_is_shown_with_its_time()
    {
        var transport = new FakeTransport(async attempt =>
        {
            await _gate.Task.WaitAsync(attempt.Token);
            return await (attempt.Number == 1 ? FakeTransport.Throttled() : FakeTransport.Answer(attempt));
        });
        await using RowExecutor executor = Executor(transport, Run.Options(concurrency: 8, clock: _clock) with
        {
            AdaptiveConcurrency = new(),
            RetryDelay = TimeSpan.FromSeconds(1),
            MaxRetryDelay = TimeSpan.FromSeconds(1),
        });
        executor.Pause();
        executor.Resume();
        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(8));
        await transport.UntilInFlight(8);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([0, 1, 0], Shown("querent.throttle.events", BusyTime, Paused));

        _gate.SetResult();
        await Run.Until(() => executor.GetStatistics() is { AttemptsFailed: 8, InFlight: 0 });   // all of them back off
        executor.Pause();
        await Run.Until(() =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            return executor.GetStatistics().Waiting == 8;
        });
        TimeSpan waited = executor.GetStatistics().PausedTime;
        _clock.Advance(TimeSpan.FromSeconds(5));

        ExecutorStatistics now = executor.GetStatistics();
        Assert.Equal((true, waited + TimeSpan.FromSeconds(5)), (now.IsPaused, now.PausedTime));
        Assert.NotEqual(now.ThrottleEvents, now.Pauses);
        Assert.InRange(now.ThrottleEvents, 1, long.MaxValue);
        Assert.Equal(
            [now.ThrottleEvents, now.ThrottledTime.TotalSeconds, now.Pauses, now.PausedTime.TotalSeconds, 1, 1],
            Shown("querent.throttle.events", ThrottleTime, "querent.pauses", PauseTime, Paused, BusyTime));

        executor.Resume();
        Assert.Equal([0], Shown(Paused));
        await PassAsync(run);
    }

    [Fact]
    public async Task Attempts_whose_usage_nobody_knows_and_queries_that_share_a_call_are_counted_by_themselves()
    {
        var transport = new FakeTransport(async attempt =>
        {
            await _gate.Task.WaitAsync(attempt.Token);
            return attempt.Row switch
            {
                < 2 => await FakeTransport.Rejected(),
                2 => WithoutUsage((await FakeTransport.Answer(attempt)).Reply!),
                _ => await FakeTransport.Answer(attempt),
            };
        });
        await using RowExecutor executor = Executor(transport, Run.Options(concurrency: 8) with { Sharing = QuerySharing.Always });

        Task<RowOutcome<EchoRow>>[] asked = [.. new[] { 0, 1, 2, 3, 4, 4, 4, 4, 4 }.Select(row => executor.AskAsync(EchoPlan.Of(1), new EchoInput(row), Token))];
        await transport.UntilInFlight(5);
        await Run.Until(() => executor.Following == 4);
        _gate.SetResult();
        await Task.WhenAll(asked);

        Assert.Equal([5, 3, 4], Shown(Started, "querent.attempts.unknown_usage", "querent.queries.shared"));
    }

    public void Dispose() => _meters.Dispose();

    private RowExecutor Executor(FakeTransport transport, RowExecutorOptions options) => new(transport, options with { MeterFactory = _meters });

    private static CompletionResult WithoutUsage(CompletionReply answer)
    {
        var reply = new CompletionReply { FinishReason = answer.FinishReason, Model = answer.Model };
        reply.SetContent(answer.Content!.Value.Span);
        return new CompletionResult(reply);
    }

    /// <summary>What these instruments say, all at one time.</summary>
    private IEnumerable<double> Shown(params string[] names)
    {
        Dictionary<string, double> seen = _meters.Collect();
        return names.Select(name => seen[name]);
    }

    /// <summary>Lets so much time pass that the work ends.</summary>
    private Task PassAsync(Task work) => Run.Until(() =>
    {
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        return work.IsCompleted;
    });
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Rows;

public class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly ConcurrentQueue<HealthChangedEventArgs> _changes = new();

    [Fact]
    public async Task Too_many_failed_rows_are_told_of_once_and_again_when_it_is_over()
    {
        var log = new Log(LogLevel.Information);
        var gate = new TaskCompletionSource();
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Row == 1000)
            {
                await gate.Task;
            }

            return await (attempt.Row is > 0 and < 30 ? FakeTransport.Rejected() : FakeTransport.Answer(attempt));
        });
        await using RowExecutor executor = Watched(transport, new HealthOptions { MaxTailRatio = null, MaxThroughputDrop = null, MaxMemoryGrowth = null }, log);
        Task<RowOutcome<EchoRow>> busy = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1000), Token);   // there is always a row, so it is always watched

        await AskAsync(executor, 0, 40);
        _clock.Advance(TimeSpan.FromSeconds(10));
        HealthAlert alert = Assert.Single(executor.Health.Alerts);
        Assert.Equal((HealthRule.ErrorRate, 29 / 40.0, 0.05, DateTimeOffset.UnixEpoch.AddSeconds(10)), (alert.Rule, alert.Value, alert.Threshold, alert.Since));

        await AskAsync(executor, 40, 59);   // too few to say anything
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(executor.Health.Alerts);

        await AskAsync(executor, 60, 100);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(executor.Health.Alerts);

        Assert.Equal([(HealthRule.ErrorRate, false), (HealthRule.ErrorRate, true)], _changes.Select(change => (change.Alert.Rule, change.IsCleared)));
        Assert.Equal([1500, 1501], log.Events.Where(entry => entry.Id.Id is 1500 or 1501).Select(entry => entry.Id.Id));
        gate.SetResult();
        await busy;
    }

    [Fact]
    public async Task Rare_slow_attempts_show_in_the_99th_percentile_and_not_in_the_95th()
    {
        var transport = new FakeTransport(attempt =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(attempt.Row % 40 == 0 ? 50 : 10));
            return FakeTransport.Answer(attempt);
        });
        await using RowExecutor executor = Watched(transport, new HealthOptions(), concurrency: 1);

        await AskAsync(executor, 0, 200);
        _clock.Advance(TimeSpan.FromSeconds(10));

        HealthAlert alert = Assert.Single(executor.Health.Alerts);
        Assert.Equal(HealthRule.LatencyP99, alert.Rule);
        Assert.InRange(alert.Value, 4.7, 5.3);
    }

    [Fact]
    public void Throughput_that_halves_while_there_is_more_to_do_is_a_drop_and_the_end_of_the_work_is_none()
    {
        var measure = new ThroughputMeasure(0.5);
        long queries = 0;
        double seconds = 0;
        double? After(long more, int waiting, double busy = 10)
        {
            queries += more;
            seconds += busy;
            return measure.Measure(Sample(new ExecutorStatistics { QueriesAnswered = queries, Waiting = waiting, BusyTime = TimeSpan.FromSeconds(seconds) }));
        }

        Assert.Equal([null, null, null], [After(100, 1), After(100, 1), After(100, 1)]);
        Assert.Equal(0, After(100, 1));
        Assert.Null(After(5, waiting: 0));
        Assert.Null(After(0, waiting: 1, busy: 0));   // paused
        Assert.Equal(0.6, After(40, 1)!.Value, 3);
    }

    [Fact]
    public void Memory_that_comes_and_goes_is_no_growth_and_memory_that_stays_is()
    {
        var steady = new MemoryMeasure(1);
        var growing = new MemoryMeasure(1);
        double? last = null;
        double? grown = null;
        for (int minute = 0; minute <= 30; minute++)
        {
            long wave = minute % 3 * 500_000_000L;
            last = steady.Measure(Sample(new ExecutorStatistics(), minute, 1_000_000_000 + wave)) ?? last;
            grown = growing.Measure(Sample(new ExecutorStatistics(), minute, 1_000_000_000 + wave + (minute * 2_000_000L))) ?? grown;
            Assert.Equal(minute < 15, last is null);
        }

        Assert.Equal(0, last);
        Assert.Equal(120_000_000, grown!.Value, 1.0);
    }

    [Fact]
    public async Task A_throughput_that_falls_while_attempts_wait_is_told_of_and_again_when_it_is_over_and_none_that_ends_with_the_work()
    {
        const int Rows = 60;
        const int AtATime = 2;
        var log = new Log(LogLevel.Information);
        using var replies = new SemaphoreSlim(0);
        var transport = new FakeTransport(async attempt =>
        {
            await replies.WaitAsync(attempt.Token);
            return await FakeTransport.Answer(attempt);
        });
        await using RowExecutor executor = Watched(transport, new HealthOptions { MaxErrorRate = null, MaxTailRatio = null, MaxMemoryGrowth = null }, log, AtATime);
        Task<RowOutcome<EchoRow>>[] asked = [.. Enumerable.Range(0, Rows).Select(id => executor.AskAsync(EchoPlan.Of(1), new EchoInput(id), Token))];
        int left = Rows;
        async Task PassAsync(int queries)
        {
            replies.Release(queries);
            left -= queries;
            await Run.Until(() => executor.GetStatistics() is var now && now.RowsActive == left && now.InFlight == AtATime && now.Waiting == left - AtATime);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        await PassAsync(10);
        await PassAsync(10);
        await PassAsync(10);
        await PassAsync(10);
        Assert.Empty(executor.Health.Alerts);
        await PassAsync(4);
        HealthAlert alert = Assert.Single(executor.Health.Alerts);
        Assert.Equal((HealthRule.Throughput, 0.6, 0.5, DateTimeOffset.UnixEpoch.AddSeconds(50)), (alert.Rule, Math.Round(alert.Value, 9), alert.Threshold, alert.Since));

        await PassAsync(10);
        Assert.Empty(executor.Health.Alerts);
        await PassAsync(4);   // the last two are asked, and nothing waits
        Assert.Empty(executor.Health.Alerts);

        Assert.Equal([(HealthRule.Throughput, false), (HealthRule.Throughput, true)], _changes.Select(change => (change.Alert.Rule, change.IsCleared)));
        Assert.Equal([1500, 1501], log.Events.Where(entry => entry.Id.Id is 1500 or 1501).Select(entry => entry.Id.Id));
        replies.Release(left);
        await Task.WhenAll(asked);
    }

    [Fact]
    public async Task Memory_that_grows_too_fast_is_told_of_and_again_when_it_grows_no_more()
    {
        var log = new Log(LogLevel.Information);
        var gate = new TaskCompletionSource();
        long memory = 1_000_000_000;
        await using RowExecutor executor = Watched(
            FakeTransport.Holding(row: 0, gate.Task),
            new HealthOptions { MaxErrorRate = null, MaxTailRatio = null, MaxThroughputDrop = null },
            log,
            memory: () => memory);
        Task<RowOutcome<EchoRow>> busy = executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);

        for (int minute = 1; minute <= 16; minute++)
        {
            Assert.Empty(executor.Health.Alerts);
            memory += 2_000_000;
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        HealthAlert alert = Assert.Single(executor.Health.Alerts);
        Assert.Equal((HealthRule.MemoryGrowth, 120_000_000, 104_857_600, DateTimeOffset.UnixEpoch.AddMinutes(16)), (alert.Rule, Math.Round(alert.Value), alert.Threshold, alert.Since));

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(executor.Health.Alerts);
        for (int minute = 0; minute < 10; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(executor.Health.Alerts);
        Assert.Equal([(HealthRule.MemoryGrowth, false), (HealthRule.MemoryGrowth, true)], _changes.Select(change => (change.Alert.Rule, change.IsCleared)));
        Assert.Equal([1500, 1501], log.Events.Where(entry => entry.Id.Id is 1500 or 1501).Select(entry => entry.Id.Id));
        gate.SetResult();
        await busy;
    }

    [Fact]
    public async Task Nothing_is_watched_while_nothing_is_asked_or_where_no_rule_is_on()
    {
        var clock = new TimerCount();
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options(clock: clock));
        await using var unwatched = new RowExecutor(new FakeTransport(), Run.Options(clock: clock) with { Health = null });
        await unwatched.ListAsync(1, Run.Inputs(50));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, clock.Fired);

        await executor.ListAsync(1, Run.Inputs(50));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, clock.Fired);   // the look that finds nothing to do is the last

        await executor.ListAsync(1, Run.Inputs(50));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(2, clock.Fired);
    }

    [Fact]
    public async Task What_a_handler_throws_stops_neither_the_watch_nor_the_process()
    {
        await using RowExecutor executor = Watched(new FakeTransport(_ => FakeTransport.Rejected()), new HealthOptions());
        executor.Health.Changed += (_, _) => throw new InvalidOperationException();

        await AskAsync(executor, 0, 30);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Single(executor.Health.Alerts);
    }

    [Theory]
    [InlineData("Interval")]
    [InlineData("MaxErrorRate")]
    [InlineData("MaxTailRatio")]
    [InlineData("MaxThroughputDrop")]
    [InlineData("MaxMemoryGrowth")]
    public void An_option_out_of_its_range_is_refused_by_name(string option)
    {
        HealthOptions health = option switch
        {
            "Interval" => new() { Interval = TimeSpan.FromMilliseconds(999) },
            "MaxErrorRate" => new() { MaxErrorRate = 1.01 },
            "MaxTailRatio" => new() { MaxTailRatio = 0.9 },
            "MaxThroughputDrop" => new() { MaxThroughputDrop = double.NaN },
            _ => new() { MaxMemoryGrowth = -1 },
        };

        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => new RowExecutor(new FakeTransport(), new RowExecutorOptions { Health = health })).ParamName);
    }

    private RowExecutor Watched(FakeTransport transport, HealthOptions options, Log? log = null, int concurrency = 2, Func<long>? memory = null)
    {
        RowExecutorOptions all = Run.Options(concurrency, clock: _clock) with { Health = options };
        all = log is null ? all : all with { LoggerFactory = log };
        RowExecutor executor = memory is null
            ? new RowExecutor(transport, all)
            : new RowExecutor(transport, all with { AttemptTimeout = TimeSpan.FromDays(1), QueryTimeout = TimeSpan.FromDays(1) }, memory);
        executor.Health.Changed += (_, change) => _changes.Enqueue(change);
        return executor;
    }

    private static Task<List<RowOutcome<EchoRow>>> AskAsync(RowExecutor executor, int from, int to)
        => executor.ListAsync(1, Enumerable.Range(from, to - from).Select(id => new EchoInput(id)).ToList(), new RunOptions { StopOnFailures = null });

    private static HealthSample Sample(ExecutorStatistics statistics, int minute = 0, long memory = 0)
        => new(TimeSpan.FromMinutes(minute), statistics, new long[DurationHistogram.Size], memory);

    /// <summary>A clock that counts how often a timer of it fires after 10 s.</summary>
    private sealed class TimerCount : FakeTimeProvider
    {
        public int Fired { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            return base.CreateTimer(
                state is ExecutorHealth ? Count : callback,
                state,
                dueTime,
                period);

            void Count(object? health)
            {
                Fired++;
                callback(health);
            }
        }
    }
}

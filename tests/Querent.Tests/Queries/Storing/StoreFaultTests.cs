using Microsoft.Extensions.Logging;

namespace Querent.Tests.Queries.Storing;

public sealed class StoreFaultTests : IAsyncDisposable
{
    private readonly FakeStore _store = new();
    private readonly FakeTransport _transport = new();
    private readonly TestClock _clock = new();
    private readonly Log _log = new();

    private AnswerStoreOptions Options => new(_store);

    private RowExecutorOptions Quiet => Run.Options(clock: _clock) with { LoggerFactory = _log, RowTimeout = TimeSpan.FromDays(1) };

    private IEnumerable<LogEvent> Told(int id) => _log.Events.Where(logged => logged.Id.Id == id);

    [Fact]
    public async Task A_store_that_throws_costs_no_row_and_tells_the_log_its_type_alone()
    {
        _store.Find = _ => throw new InvalidOperationException("secret of the store");
        _store.Keep = _ => ValueTask.FromException(new TimeoutException("down"));

        RowOutcome<EchoRow> outcome = await Asked.OnceAsync(_transport, Options, options: Quiet);

        Run.AssertAtomic(outcome, 1);
        Assert.Equal(
            [
                "The answer store was to find an answer, and it threw System.InvalidOperationException. What it does not give is asked; after 5 such faults in a row it is left alone for 30 s at a time. This is said once a minute at most.",
                "The answer store was to keep an answer, and it threw System.TimeoutException. What it does not give is asked; after 5 such faults in a row it is left alone for 30 s at a time. This is said once a minute at most.",
            ],
            Told(1700).Select(logged => logged.Text));
        Assert.All(Told(1700), logged => Assert.Equal((LogLevel.Warning, "Querent.RowExecutor"), (logged.Level, logged.Category)));
    }

    [Fact]
    public async Task A_store_that_hangs_and_heeds_no_token_is_waited_for_just_as_long_as_it_may_take()
    {
        TestClock clock = _clock;
        _store.Find = _ => new(new TaskCompletionSource<StoredAnswer?>().Task);
        await using RowExecutor executor = Asked.Executor(_transport, Options with { Timeout = TimeSpan.FromSeconds(7) }, Quiet);

        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(Asked.Cold(), new EchoInput(1), TestContext.Current.CancellationToken);
        while (await clock.NextDelayAsync() != TimeSpan.FromSeconds(7))
        {
        }

        Assert.Empty(_transport.Started);
        clock.Advance(TimeSpan.FromSeconds(7));

        RowOutcome<EchoRow> outcome = await asked;
        Run.AssertAtomic(outcome, 1);
        Assert.Contains("it took longer than 7 s", Assert.Single(Told(1700)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_kept_in_time_is_given_out_all_the_same()
    {
        var entered = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Keep = token =>
        {
            entered.SetResult(token);
            return new(new TaskCompletionSource().Task);
        };
        await using RowExecutor executor = Asked.Executor(_transport, Options, Quiet);

        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(Asked.Cold(), new EchoInput(1), TestContext.Current.CancellationToken);
        CancellationToken limit = await entered.Task;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Run.AssertAtomic(await asked, 1);
        Assert.True(limit.IsCancellationRequested);
        Assert.Contains("to keep an answer, and it took longer than 1 s", Assert.Single(Told(1700)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_fails_again_and_again_is_left_alone_for_a_while_and_then_tried()
    {
        _store.Find = _ => throw new InvalidOperationException("down");
        await using RowExecutor executor = Asked.Executor(_transport, Options, Quiet);
        int row = 0;

        await AskAsync(8);
        Assert.Equal(5, _store.Finds);
        _clock.Advance(TimeSpan.FromSeconds(29));
        await AskAsync(1);
        Assert.Equal(5, _store.Finds);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(3);
        Assert.Equal(6, _store.Finds);   // one tries, and fails
        Assert.Single(Told(1700));

        _store.Find = null;
        _clock.Advance(TimeSpan.FromSeconds(30));
        await AskAsync(3);
        Assert.Equal(9, _store.Finds);
        Assert.Equal("The answer store is back: it can find answers again.", Assert.Single(Told(1701)).Text);
        Assert.Equal(0L, executor.GetStatistics().RowsFailed);

        _store.Find = _ => throw new InvalidOperationException("down");
        await AskAsync(1);
        Assert.Equal(2, Told(1700).Count());   // a minute later it is said again

        async Task AskAsync(int rows)
        {
            for (int asked = 0; asked < rows; asked++)
            {
                Run.AssertAtomic(await executor.AskAsync(Asked.Cold(), new EchoInput(row++), TestContext.Current.CancellationToken), 1);
            }
        }
    }

    [Fact]
    public async Task A_row_that_is_cancelled_does_not_wait_for_the_store_and_is_no_fault_of_it()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Find = async token =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return null;
        };
        await using RowExecutor executor = Asked.Executor(_transport, Options, Quiet);
        using var cancel = new CancellationTokenSource();

        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(Asked.Cold(), new EchoInput(1), cancel.Token);
        await entered.Task;
        await cancel.CancelAsync();
        await executor.DrainAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Empty(_transport.Started);
        Assert.Empty(Told(1700));
        Assert.Equal(0, executor.GetStatistics().InFlight);
    }

    [Fact]
    public async Task Queries_that_are_left_out_because_they_are_sampled_are_told_of_once()
    {
        RowPlan<EchoRow> plan = EchoPlan.Of(3, new EchoNeed(1) { Options = new CompletionOptions { Temperature = 0 } });
        await using RowExecutor executor = Asked.Executor(_transport, Options, Quiet);

        await executor.AskAsync(plan, new EchoInput(1), TestContext.Current.CancellationToken);
        await executor.AskAsync(plan, new EchoInput(2), TestContext.Current.CancellationToken);

        Assert.Equal(
            "The answers to 2 of the 3 queries of EchoRow are sampled, and neither taken from the answer store nor kept there. Ask at temperature 0, or set IncludeSampled.",
            Assert.Single(Told(1702)).Text);
        Assert.Equal(2, _store.Kept.Count);
    }

    [Theory]
    [InlineData(0, 1.0, "MaxAge")]
    [InlineData(3651, 1.0, "MaxAge")]
    [InlineData(null, 0.0, "Timeout")]
    [InlineData(null, 61.0, "Timeout")]
    public void An_option_out_of_its_range_is_refused_by_name(int? days, double seconds, string option)
    {
        AnswerStoreOptions wrong = Options with { MaxAge = days is { } set ? TimeSpan.FromDays(set) : null, Timeout = TimeSpan.FromSeconds(seconds) };

        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => new RowExecutor(_transport, new() { AnswerStore = wrong })).ParamName);
    }

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return _transport.DisposeAsync();
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Rows;

public class PauseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_executor_sends_nothing_more_and_finishes_what_is_in_flight()
    {
        var gate = new TaskCompletionSource();
        var transport = new FakeTransport(async attempt =>
        {
            await gate.Task;
            return await FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2));
        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(5));
        await transport.UntilInFlight(2);

        executor.Pause();
        Assert.True(executor.IsPaused);
        gate.SetResult();
        await transport.UntilEnded(2);
        await Run.Until(() => executor.GetStatistics() is { InFlight: 0, RowsActive: 3 });
        Assert.Equal((2, 3), (transport.Started.Count, executor.GetStatistics().Waiting));

        executor.Resume();
        Assert.False(executor.IsPaused);
        Assert.All(await run, outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
    }

    [Fact]
    public async Task A_query_that_is_tried_again_waits_as_well()
    {
        var clock = new TestClock();
        var transport = new FakeTransport(attempt => attempt.Number == 1 ? FakeTransport.Throttled(TimeSpan.FromSeconds(10)) : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock));
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);
        TimeSpan backOff = await clock.NextDelayAsync();

        executor.Pause();
        clock.Advance(backOff);
        await Run.Until(() => executor.GetStatistics().Waiting == 1);
        Assert.Single(transport.Started);

        executor.Resume();
        Assert.IsType<AnsweredRow<EchoRow>>(await asked);
    }

    [Fact]
    public async Task The_deadline_of_a_row_stands_still_during_a_pause()
    {
        var clock = new FakeTimeProvider();
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock) with { RowTimeout = TimeSpan.FromSeconds(10) });
        executor.Pause();
        Task<RowOutcome<EchoRow>> paused = executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);
        await Run.Until(() => executor.GetStatistics().Waiting == 1);

        clock.Advance(TimeSpan.FromHours(3));

        Assert.False(paused.IsCompleted);
        executor.Resume();
        Assert.IsType<AnsweredRow<EchoRow>>(await paused);
    }

    [Fact]
    public async Task The_deadline_of_a_row_goes_on_after_a_pause_with_what_was_left()
    {
        var clock = new FakeTimeProvider();
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock) with
        {
            RowTimeout = TimeSpan.FromSeconds(10),
            QueryTimeout = TimeSpan.FromHours(9),
            AttemptTimeout = TimeSpan.FromHours(9),
        });
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);
        await transport.UntilInFlight(1);

        clock.Advance(TimeSpan.FromSeconds(6));
        executor.Pause();
        clock.Advance(TimeSpan.FromHours(3));
        executor.Resume();
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(asked.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(QueryErrorKind.Deadline, Assert.IsType<FailedRow<EchoRow>>(await asked).Failure.Error.Kind);
    }

    [Fact]
    public async Task The_deadline_of_a_query_that_waits_stands_still_during_a_pause_and_goes_on_after_it()
    {
        var clock = new TestClock();
        var transport = new FakeTransport(_ => FakeTransport.Throttled(TimeSpan.FromSeconds(50)));
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock) with { QueryTimeout = TimeSpan.FromSeconds(80) });
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);
        await clock.NextDelayAsync();

        executor.Pause();
        clock.Advance(TimeSpan.FromMinutes(30));   // the back-off passes; the query's 80 s do not
        await Run.Until(() => executor.GetStatistics().Waiting == 1);
        executor.Resume();
        await transport.UntilStarted(2);
        await clock.NextDelayAsync();
        Assert.False(asked.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(80));   // the second back-off, or the deadline

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(await asked).Failure;
        Assert.Equal(QueryErrorKind.Deadline, failure.Error.Kind);
    }

    [Fact]
    public async Task An_attempt_in_flight_keeps_its_deadline_during_a_pause()
    {
        var clock = new FakeTimeProvider();
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options(attempts: 1, clock: clock) with { AttemptTimeout = TimeSpan.FromSeconds(30) });
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);
        await transport.UntilInFlight(1);

        executor.Pause();
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(QueryErrorKind.TimedOut, Assert.IsType<FailedRow<EchoRow>>(await asked).Failure.Error.Kind);
    }

    [Theory]
    [InlineData(30, 120)]    // the attempt's deadline is the query's
    [InlineData(300, 30)]
    public async Task A_query_whose_attempt_times_out_during_a_pause_is_tried_again_after_it(int query, int attempt)
    {
        var clock = new TestClock();
        var transport = new FakeTransport(asked => asked.Number == 1 ? FakeTransport.Silence(asked) : FakeTransport.Answer(asked));
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock) with { QueryTimeout = TimeSpan.FromSeconds(query), AttemptTimeout = TimeSpan.FromSeconds(attempt) });
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);
        await transport.UntilInFlight(1);

        clock.Advance(TimeSpan.FromSeconds(10));
        executor.Pause();
        clock.Advance(TimeSpan.FromSeconds(20));
        await UntilWaitingAsync(executor, clock, asked);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.False(asked.IsCompleted);
        executor.Resume();

        RowOutcome<EchoRow> outcome = await asked;
        Assert.IsType<AnsweredRow<EchoRow>>(outcome);
        Assert.Equal([QueryErrorKind.TimedOut, null], outcome.Queries[0].Attempts.Select(report => report.Error?.Kind));
        Assert.Equal("The attempt had no reply within 30 s, its deadline.", outcome.Queries[0].Attempts[0].Error!.Message);
    }

    [Fact]
    public async Task A_query_that_is_tried_again_after_a_pause_has_what_was_left_of_its_time()
    {
        var clock = new TestClock();
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock) with { QueryTimeout = TimeSpan.FromSeconds(30) });
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);
        await transport.UntilInFlight(1);
        clock.Advance(TimeSpan.FromSeconds(10));
        executor.Pause();
        clock.Advance(TimeSpan.FromSeconds(20));
        await UntilWaitingAsync(executor, clock, asked);
        Assert.False(asked.IsCompleted);
        executor.Resume();
        await transport.UntilStarted(2);

        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(asked.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(QueryErrorKind.Deadline, Assert.IsType<FailedRow<EchoRow>>(await asked).Failure.Error.Kind);
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task Draining_a_paused_executor_lets_it_go_on_and_end()
    {
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options());
        executor.Pause();
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(2), new EchoInput(1), Token);

        await executor.DrainAsync(Token);

        Assert.IsType<AnsweredRow<EchoRow>>(await asked);
        Assert.False(executor.IsPaused);
        Assert.Throws<InvalidOperationException>(executor.Pause);
    }

    [Fact]
    public async Task A_paused_run_can_be_cancelled_and_a_paused_executor_be_disposed_of_with_nothing_sent()
    {
        var transport = new FakeTransport();
        var executor = new RowExecutor(transport, Run.Options());
        using var cancel = new CancellationTokenSource();
        executor.Pause();
        ValueTask<bool> cancelled = executor.RunAsync(2, Run.Inputs(9), cancellationToken: cancel.Token).GetAsyncEnumerator(Token).MoveNextAsync();
        ValueTask<bool> disposed = executor.RunAsync(2, Run.Inputs(9), cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync();
        await Run.Until(() => executor.GetStatistics().Waiting == 36);

        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await cancelled);
        await executor.DisposeAsync();

        await Assert.ThrowsAsync<ExecutorStoppedException>(async () => await disposed);
        Assert.Throws<ObjectDisposedException>(executor.Pause);
        Assert.Empty(transport.Started);
    }

    [Fact]
    public async Task Pauses_are_counted_timed_and_logged_once_each()
    {
        var clock = new FakeTimeProvider();
        var log = new Log(LogLevel.Information);
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options(clock: clock) with { LoggerFactory = log });

        executor.Resume();
        executor.Pause();
        executor.Pause();
        clock.Advance(TimeSpan.FromSeconds(20));
        ExecutorStatistics during = executor.GetStatistics();
        executor.Resume();
        executor.Resume();
        clock.Advance(TimeSpan.FromSeconds(20));
        executor.Pause();
        executor.Resume();

        Assert.Equal((true, 1, TimeSpan.FromSeconds(20)), (during.IsPaused, during.Pauses, during.PausedTime));
        Assert.Equal((false, 2, TimeSpan.FromSeconds(20)), (executor.IsPaused, executor.GetStatistics().Pauses, executor.GetStatistics().PausedTime));
        Assert.Equal([1303, 1304, 1303, 1304], log.Events.Select(entry => entry.Id.Id));
    }

    /// <summary>Lets a query of a paused executor back off until it waits for a permit.</summary>
    private static Task UntilWaitingAsync(RowExecutor executor, FakeTimeProvider clock, Task asked) => Run.Until(() =>
    {
        clock.Advance(TimeSpan.FromMilliseconds(1));
        return executor.GetStatistics().Waiting == 1 || asked.IsCompleted;
    });
}

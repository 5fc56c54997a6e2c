using Querent.Emulator;

namespace Querent.Conformance;

public abstract partial class ConformanceTests<TTransport>
{
    [Theory]
    [InlineData(RetryAfterForm.Seconds)]
    [InlineData(RetryAfterForm.Date)]
    [InlineData(RetryAfterForm.Milliseconds)]
    public async Task A_wait_that_the_provider_asks_for_is_read_in_each_of_its_forms(RetryAfterForm form)
    {
        await using EchoRun run = await StartAsync(
            FaultRule.Always(EmulatorFault.Throttle(TimeSpan.FromSeconds(20), form)), options: EchoRun.Options(concurrency: 1, attempts: 1));

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run.ListAsync(1))).Failure;

        // A date has whole seconds.
        Assert.InRange(failure.Error.RetryAfter!.Value, TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(22));
    }

    [Fact]
    public async Task A_throttle_that_names_no_wait_leaves_it_unknown()
    {
        await using EchoRun run = await StartAsync(FaultRule.Always(EmulatorFault.Throttle()), options: EchoRun.Options(concurrency: 1, attempts: 1));

        Assert.Null(Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run.ListAsync(1))).Failure.Error.RetryAfter);
    }

    [Fact]
    public async Task A_reply_that_never_comes_ends_with_its_attempts_deadline()
    {
        await using EchoRun run = await StartAsync(
            FaultRule.When(request => request.Attempt == 1 ? EmulatorFault.BlackHole() : null),
            options: EchoRun.Options() with { AttemptTimeout = TimeSpan.FromMilliseconds(500) });

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        Assert.IsType<AnsweredRow<EchoRow>>(outcome);
        Assert.All(outcome.Queries, query => Assert.Equal([QueryErrorKind.TimedOut, null], query.Attempts.Select(attempt => attempt.Error?.Kind)));
    }

    [Fact]
    public async Task A_reply_in_drips_is_read_whole()
    {
        await using EchoRun run = await StartAsync(FaultRule.Always(EmulatorFault.SlowDrip(TimeSpan.FromMilliseconds(1))));

        Assert.All(await run.ListAsync(3), outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_with_nothing_in_flight_at_the_endpoint()
    {
        await using EchoRun run = await StartAsync(FaultRule.Always(EmulatorFault.BlackHole()), options: EchoRun.Options(concurrency: 8));
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<List<RowOutcome<EchoRow>>> outcomes = run.ListAsync(100, cancellationToken: cancelled.Token);
        await run.Emulator.WaitForInFlightAsync(8, Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outcomes);
        await run.Emulator.WaitForIdleAsync(Token);
        Assert.Equal(8, run.Emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task Leaving_a_run_leaves_nothing_in_flight_at_the_endpoint()
    {
        await using EchoRun run = await StartAsync(
            FaultRule.When(request => EchoRun.RowOf(request) >= 4 ? EmulatorFault.BlackHole() : null),
            options: EchoRun.Options(concurrency: 8));
        Task full = run.Emulator.WaitForInFlightAsync(8, Token);

        await foreach (RowOutcome<EchoRow> outcome in run.Executor.RunAsync(EchoRun.Inputs(100), cancellationToken: Token))
        {
            if (outcome.Index == 3)
            {
                await full;
                break;
            }
        }

        await run.Emulator.WaitForIdleAsync(Token);
        await run.Executor.DrainAsync(Token);   // the enumeration does not wait for what it has cancelled
        Assert.Equal(0, run.Executor.GetStatistics().InFlight);
    }
}

using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Rows;

public class EndingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_ends_the_enumeration_and_all_that_is_in_flight()
    {
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 100));
        using var cancel = new CancellationTokenSource();

        ValueTask<bool> next = executor.RunAsync(4, Run.Inputs(100), cancellationToken: cancel.Token).GetAsyncEnumerator(cancel.Token).MoveNextAsync();
        await transport.UntilInFlight(100);
        await cancel.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAsync<OperationCanceledException>(async () => await next);
        Assert.Equal(cancel.Token, exception.CancellationToken);
        await Run.Until(() => executor.GetStatistics().RowsActive == 0);
        Assert.Equal(0, transport.InFlight);
        Assert.Equal((100, 100), (executor.GetStatistics().AttemptsStarted, executor.GetStatistics().AttemptsCancelled));
    }

    [Fact]
    public async Task Cancelling_ends_the_enumeration_though_the_transport_does_not_notice_and_disposing_waits_for_it()
    {
        var deaf = new TaskCompletionSource<CompletionResult>();
        var transport = new FakeTransport(_ => new ValueTask<CompletionResult>(deaf.Task));
        var executor = new RowExecutor(transport, Run.Options(concurrency: 8));
        using var cancel = new CancellationTokenSource();
        ValueTask<bool> next = executor.RunAsync(2, Run.Inputs(10), cancellationToken: cancel.Token).GetAsyncEnumerator(Token).MoveNextAsync();
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(99), cancel.Token);
        await transport.UntilInFlight(8);

        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await next);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(8, transport.InFlight);
        ValueTask disposed = executor.DisposeAsync();
        Assert.False(disposed.IsCompleted);
        deaf.SetResult(new CompletionResult(new QueryError(QueryErrorKind.Cancelled, "At last.")));
        await disposed;
        Assert.Equal((8, 8), (executor.GetStatistics().AttemptsStarted, executor.GetStatistics().AttemptsCancelled));
        Assert.Equal((0, 0), (executor.GetStatistics().InFlight, executor.GetStatistics().RowsActive));
    }

    [Fact]
    public async Task Cancelling_ends_queries_that_back_off()
    {
        var clock = new TestClock();
        var transport = new FakeTransport(_ => FakeTransport.Throttled(TimeSpan.FromMinutes(1)));
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 4, clock: clock));
        using var cancel = new CancellationTokenSource();

        ValueTask<bool> next = executor.RunAsync(4, Run.Inputs(1), cancellationToken: cancel.Token).GetAsyncEnumerator(Token).MoveNextAsync();
        for (int query = 0; query < 4; query++)
        {
            await clock.NextDelayAsync();
        }

        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_asks_nothing()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport);

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (RowOutcome<EchoRow> _ in executor.RunAsync(1, Run.Inputs(1), cancellationToken: new CancellationToken(true)))
            {
            }
        });
        Assert.Empty(transport.Started);
    }

    [Fact]
    public async Task Disposing_of_the_executor_ends_its_runs_and_then_the_transport()
    {
        var transport = new FakeTransport(FakeTransport.Silence);
        var executor = new RowExecutor(transport, Run.Options(concurrency: 8));
        ValueTask<bool> next = executor.RunAsync(2, Run.Inputs(10), cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync();
        await transport.UntilInFlight(8);

        await executor.DisposeAsync();

        Assert.Equal(0, transport.InFlight);
        Assert.True(transport.IsDisposed);
        await Assert.ThrowsAsync<ExecutorStoppedException>(async () => await next);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => executor.ListAsync(1, Run.Inputs(1)));
        await executor.DisposeAsync();   // once more does nothing
    }

    [Fact]
    public async Task An_attempt_without_a_reply_ends_at_its_deadline_and_the_next_is_made()
    {
        var clock = new TestClock();
        var transport = new FakeTransport(attempt => attempt.Number == 1 ? FakeTransport.Silence(attempt) : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock) with
        {
            AttemptTimeout = TimeSpan.FromSeconds(30),
            RetryDelay = TimeSpan.FromSeconds(1),
            MaxRetryDelay = TimeSpan.FromSeconds(2),
        });

        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(1));
        await transport.UntilInFlight(1);
        clock.Advance(TimeSpan.FromSeconds(31));
        await clock.PassNextDelayAsync();   // the back-off

        RowOutcome<EchoRow> outcome = Assert.Single(await run);
        Assert.IsType<AnsweredRow<EchoRow>>(outcome);
        Assert.Equal([QueryErrorKind.TimedOut, null], outcome.Queries[0].Attempts.Select(attempt => attempt.Error?.Kind));
        Assert.Null(outcome.Queries[0].Usage.InputTokens);   // what the first attempt cost is unknown
        Assert.Equal(10, outcome.Queries[0].Attempts[1].Usage.InputTokens);
    }

    [Fact]
    public async Task A_query_ends_at_its_deadline_with_its_last_error()
    {
        var clock = new TestClock();
        var transport = new FakeTransport(_ => FakeTransport.Throttled(TimeSpan.FromSeconds(50)));
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock, attempts: 100) with { QueryTimeout = TimeSpan.FromSeconds(120) });

        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(1));
        await clock.PassNextDelayAsync();   // 50 to 55 s, twice
        await clock.PassNextDelayAsync();
        await clock.NextDelayAsync();       // the third does not fit
        clock.Advance(TimeSpan.FromSeconds(21));

        RowOutcome<EchoRow> outcome = Assert.Single(await run);
        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error;
        Assert.Equal(QueryErrorKind.Deadline, error.Kind);
        Assert.Contains("120 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("Throttled", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, outcome.Queries[0].Attempts.Length);
    }

    [Fact]
    public async Task An_attempt_in_flight_ends_at_the_deadline_of_its_query()
    {
        var clock = new TestClock();
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock) with { AttemptTimeout = TimeSpan.FromHours(1), QueryTimeout = TimeSpan.FromSeconds(20) });

        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(1));
        await transport.UntilInFlight(1);
        clock.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(QueryErrorKind.Deadline, Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run)).Failure.Error.Kind);
    }

    [Fact]
    public async Task A_row_ends_at_its_deadline_with_all_of_its_queries_queued_or_in_flight()
    {
        var clock = new TestClock();
        var transport = new FakeTransport(attempt => attempt.Row == 0 ? FakeTransport.Silence(attempt) : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2, clock: clock) with
        {
            AttemptTimeout = TimeSpan.FromHours(2),
            QueryTimeout = TimeSpan.FromHours(2),
            RowTimeout = TimeSpan.FromMinutes(5),
        });

        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(3, Run.Inputs(1));
        await transport.UntilInFlight(2);
        clock.Advance(TimeSpan.FromMinutes(6));

        RowOutcome<EchoRow> outcome = Assert.Single(await run);
        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure;
        Assert.Equal((null, QueryErrorKind.Deadline), (failure.FirstQuery, failure.Error.Kind));
        Assert.Contains("row", failure.Error.Message, StringComparison.Ordinal);
        Assert.Equal(2, failure.FailedQueries.Length);   // of the third nothing was sent
    }

    [Fact]
    public async Task A_wait_beyond_the_cap_holds_up_no_other_row()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Row == 0)
            {
                return await FakeTransport.Throttled(TimeSpan.FromHours(1));
            }

            await (attempt.Row == 1 ? go.Task : Task.CompletedTask);
            return await FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(clock: new FakeTimeProvider()) with
        {
            AdaptiveConcurrency = new AdaptiveConcurrencyOptions(),
            QuotaPacing = new QuotaPacingOptions(),
        });
        Task<RowOutcome<EchoRow>> held = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token);
        await transport.UntilInFlight(1);

        Assert.IsType<FailedRow<EchoRow>>(await executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token));
        Task<RowOutcome<EchoRow>> other = executor.AskAsync(EchoPlan.Of(1), new EchoInput(2), Token);
        await transport.UntilStarted(3);   // the clock stands still: it waits for nothing

        go.SetResult();
        Assert.All(await Task.WhenAll(held, other), outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_wait_that_the_provider_asks_for_is_for_every_row(bool isAdaptive, bool isPaced)
    {
        var clock = new FakeTimeProvider();
        var transport = new FakeTransport(attempt => attempt is { Row: 0, Number: 1 } ? FakeTransport.Throttled(TimeSpan.FromSeconds(30)) : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1, clock: clock) with
        {
            AdaptiveConcurrency = isAdaptive ? new AdaptiveConcurrencyOptions() : null,
            QuotaPacing = isPaced ? new QuotaPacingOptions() : null,
        });
        Task<RowOutcome<EchoRow>> refused = executor.AskAsync(EchoPlan.Of(1), new EchoInput(0), Token);
        await transport.UntilStarted(1);
        Task<RowOutcome<EchoRow>> other = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token);

        while (executor.GetStatistics().InFlight > 0)
        {
            await Task.Yield();   // until the refusal has been taken note of
        }

        Assert.Equal(1, executor.GetStatistics().Waiting);
        Assert.Single(transport.Started);
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<AnsweredRow<EchoRow>>(await other);
        clock.Advance(TimeSpan.FromSeconds(10));   // its own wait is up to a tenth longer
        Assert.IsType<AnsweredRow<EchoRow>>(await refused);
    }

    [Fact]
    public async Task A_wait_beyond_the_cap_fails_the_query_at_once_and_says_so()
    {
        var transport = new FakeTransport(_ => FakeTransport.Throttled(TimeSpan.FromSeconds(86400)));
        await using var executor = new RowExecutor(transport);

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(1, Run.Inputs(1)));

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error;
        Assert.Equal(QueryErrorKind.Throttled, error.Kind);
        Assert.Contains("86400 s", error.Message, StringComparison.Ordinal);
        Assert.Single(outcome.Queries[0].Attempts);
    }

    [Fact]
    public async Task A_transient_error_is_tried_again_until_the_attempts_are_spent()
    {
        await using var executor = new RowExecutor(new FakeTransport(_ => FakeTransport.Throttled()), Run.Options(attempts: 5));

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(1, Run.Inputs(1)));

        Assert.Equal(QueryErrorKind.Throttled, Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Kind);
        Assert.Equal(5, outcome.Queries[0].Attempts.Length);
    }

    [Fact]
    public async Task One_attempt_means_one_attempt()
    {
        await using var executor = new RowExecutor(new FakeTransport(_ => FakeTransport.Throttled()), Run.Options(attempts: 1));

        Assert.Single(Assert.Single(await executor.ListAsync(1, Run.Inputs(1))).Queries[0].Attempts);
    }

    [Theory]
    [InlineData("MaxConcurrency")]
    [InlineData("InitialConcurrency")]
    [InlineData("MaxAttempts")]
    [InlineData("AttemptTimeout")]
    [InlineData("QueryTimeout")]
    [InlineData("RowTimeout")]
    [InlineData("RetryDelay")]
    [InlineData("MaxRetryDelay")]
    [InlineData("MaxRetryAfter")]
    public void An_option_out_of_its_range_is_refused_by_name(string option)
    {
        RowExecutorOptions options = option switch
        {
            "MaxConcurrency" => new() { MaxConcurrency = 0 },
            "InitialConcurrency" => new() { AdaptiveConcurrency = new() { InitialConcurrency = 0 } },
            "MaxAttempts" => new() { MaxAttempts = 0 },
            "AttemptTimeout" => new() { AttemptTimeout = TimeSpan.Zero },
            "QueryTimeout" => new() { QueryTimeout = TimeSpan.FromSeconds(-1) },
            "RowTimeout" => new() { RowTimeout = TimeSpan.FromDays(2) },
            "RetryDelay" => new() { RetryDelay = TimeSpan.Zero },
            "MaxRetryDelay" => new() { MaxRetryDelay = TimeSpan.Zero },
            _ => new() { MaxRetryAfter = TimeSpan.MaxValue },
        };

        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => new RowExecutor(new FakeTransport(), options)).ParamName);
    }
}

namespace Querent.Tests.Rows;

public class RunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_whose_rendering_throws_fails_without_a_call_and_keeps_the_text_of_the_exception_out_of_the_message()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1));

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(2, [new EchoInput(0) { ThrowsInPrompt = true }, new EchoInput(1)]);

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(outcomes[0]).Failure;
        Assert.Equal("Q0", failure.FirstQuery);
        Assert.Equal(QueryErrorKind.RowCode, failure.Error.Kind);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal("secret of the prompt", failure.Error.Exception!.Message);
        Assert.IsType<AnsweredRow<EchoRow>>(outcomes[1]);
        Assert.DoesNotContain(transport.Started, attempt => attempt.Row == 0);
    }

    [Fact]
    public async Task An_attempt_that_never_left_is_not_reported()
    {
        // Q0's rendering throws while Q1 still renders: Q1 has a permit, and nothing to send it for.
        using var isRendering = new ManualResetEventSlim();
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2));
        void Render(int query)
        {
            if (query == 0)
            {
                isRendering.Wait(Token);
                throw new InvalidOperationException();
            }

            isRendering.Set();
            SpinWait.SpinUntil(() => executor.GetStatistics().InFlight == 1 || Token.IsCancellationRequested);   // Q0's permit is back, so the row knows
        }

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(2, [new EchoInput(0) { BeforePrompt = Render }]));

        Assert.IsType<FailedRow<EchoRow>>(outcome);
        Assert.Equal([QueryStatus.Failed, QueryStatus.Dropped], outcome.Queries.Select(query => query.Status));
        Assert.All(outcome.Queries, query => Assert.Empty(query.Attempts));
        Assert.Equal(0, executor.GetStatistics().AttemptsStarted);
        Assert.Empty(transport.Started);
    }

    [Fact]
    public async Task A_row_whose_own_code_throws_when_it_is_made_fails_with_its_answers_accounted_for()
    {
        await using var executor = new RowExecutor(new FakeTransport());

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(2, [new EchoInput(0) { ThrowsInRow = true }]));

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure;
        Assert.Equal(QueryErrorKind.RowCode, failure.Error.Kind);
        Assert.Null(failure.FirstQuery);
        Assert.Equal(2, failure.AnsweredCount);
        Assert.Equal(2, outcome.Queries.Sum(report => report.Attempts.Length));
    }

    [Fact]
    public async Task An_answer_that_breaks_its_schema_fails_the_row_with_path_and_rule_and_none_of_its_text()
    {
        var transport = new FakeTransport(attempt => attempt.Row == 0 ? FakeTransport.Reply("""{"answer":["secret"]}""") : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport);

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(1, Run.Inputs(2));

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcomes[0]).Failure.Error;
        Assert.Equal((QueryErrorKind.InvalidAnswer, "$.answer", "type"), (error.Kind, error.Path, error.Rule));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(error, outcomes[0].Queries[0].Attempts[^1].Error);
        Assert.IsType<AnsweredRow<EchoRow>>(outcomes[1]);
    }

    [Fact]
    public async Task Outcomes_come_in_the_order_of_the_source_though_the_first_row_is_the_last_to_finish()
    {
        var gate = new TaskCompletionSource();
        FakeTransport transport = FakeTransport.Holding(row: 0, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 4));

        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(12));
        await transport.UntilEnded(11);
        gate.SetResult();

        Assert.Equal(Enumerable.Range(0, 12).Select(index => (long)index), (await run).Select(outcome => outcome.Index));
    }

    [Fact]
    public async Task Outcomes_come_as_rows_are_completed_when_that_is_asked_for()
    {
        var gate = new TaskCompletionSource();
        FakeTransport transport = FakeTransport.Holding(row: 0, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 4));
        List<long> order = [];

        await foreach (RowOutcome<EchoRow> outcome in executor.RunAsync(1, Run.Inputs(5), new RunOptions { Order = OutcomeOrder.Completion }, Token))
        {
            order.Add(outcome.Index);
            if (order.Count == 4)
            {
                gate.SetResult();
            }
        }

        Assert.Equal(0, order[^1]);
        Assert.Equal(5, order.Count);
    }

    [Fact]
    public async Task A_failed_query_drops_its_queued_siblings_and_cancels_those_in_flight()
    {
        // A pool of two: Q0 waits in flight, Q1 fails, Q2 and Q3 are still queued.
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Query == 0)
            {
                return await FakeTransport.Silence(attempt);
            }

            return await FakeTransport.Rejected();
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2));

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(4, Run.Inputs(1)));

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure;
        Assert.Equal("Q1", failure.FirstQuery);
        Assert.Equal("Q1", Assert.Single(failure.FailedQueries).Query);
        Assert.Equal([QueryStatus.Dropped, QueryStatus.Failed, QueryStatus.Dropped, QueryStatus.Dropped], outcome.Queries.Select(report => report.Status));
        Assert.Equal([1, 1, 0, 0], outcome.Queries.Select(report => report.Attempts.Length));
        Assert.Null(outcome.Queries[0].Usage.InputTokens);   // it was sent, so it may have cost: unknown, not zero
        Assert.Equal(0, outcome.Queries[2].Usage.InputTokens);
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task The_oldest_row_is_served_first_even_when_it_comes_back_from_a_retry()
    {
        var clock = new TestClock();
        var gate = new TaskCompletionSource();
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt is { Row: 0, Query: 0, Number: 1 })
            {
                return await FakeTransport.Throttled(TimeSpan.FromSeconds(1));
            }

            if (attempt is { Row: 1, Query: 0 })
            {
                await gate.Task;   // holds the only permit while row 0 comes back
            }

            return await FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1, clock: clock));

        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Run.Inputs(6), new RunOptions { MaxUnfinishedRows = 10 });
        await transport.UntilStarted(2);
        await clock.PassNextDelayAsync();
        await Run.Until(() => executor.GetStatistics().Waiting == 5);
        gate.SetResult();
        await run;

        Assert.Equal([0, 1, 0, 2, 3, 4, 5], transport.Started.Select(attempt => attempt.Row));
    }

    [Fact]
    public async Task A_query_that_backs_off_holds_no_permit()
    {
        var clock = new TestClock();
        var transport = new FakeTransport(attempt => attempt is { Row: 0, Number: 1 } ? FakeTransport.Throttled(TimeSpan.FromSeconds(60)) : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1, clock: clock));
        List<RowOutcome<EchoRow>> outcomes = [];

        await foreach (RowOutcome<EchoRow> outcome in executor.RunAsync(1, Run.Inputs(4), new RunOptions { Order = OutcomeOrder.Completion }, Token))
        {
            outcomes.Add(outcome);
            if (outcomes.Count == 3)
            {
                await clock.PassNextDelayAsync();
            }
        }

        Assert.Equal([1, 2, 3], outcomes.Take(3).Select(outcome => outcome.Index).Order());
        Assert.Equal(0, outcomes[3].Index);
        Assert.Equal(2, outcomes[3].Queries[0].Attempts.Length);
        Assert.InRange(outcomes[3].Queries[0].Latency, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(70));
    }

    [Fact]
    public async Task Two_runs_share_one_pool()
    {
        var transport = new FakeTransport(async attempt =>
        {
            await Task.Yield();
            return await FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 3));

        await Task.WhenAll(executor.ListAsync(2, Run.Inputs(50)), executor.ListAsync(2, Run.Inputs(50)));

        Assert.InRange(transport.PeakInFlight, 1, 3);
        Assert.Equal(200, transport.Started.Count);
    }
}

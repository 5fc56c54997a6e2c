namespace Querent.Tests.Rows;

public class RunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_source_gives_no_outcome_and_asks_nothing()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport);

        Assert.Empty(await executor.ListAsync(3, []));
        Assert.Empty(transport.Started);
    }

    [Fact]
    public async Task A_null_row_fails_by_itself_and_the_others_go_on()
    {
        await using var executor = new RowExecutor(new FakeTransport());

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(2, [new EchoInput(0), null, new EchoInput(2)]);

        Assert.Equal([0, 1, 2], outcomes.Select(outcome => outcome.Index));
        Assert.IsType<AnsweredRow<EchoRow>>(outcomes[0]);
        Assert.IsType<AnsweredRow<EchoRow>>(outcomes[2]);
        Assert.Equal(QueryErrorKind.InvalidInput, Assert.IsType<FailedRow<EchoRow>>(outcomes[1]).Failure.Error.Kind);
    }

    [Fact]
    public async Task A_row_whose_rendering_throws_fails_without_a_call_and_keeps_the_text_of_the_exception_out_of_the_message()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport);

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
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Row == 0)
            {
                await gate.Task;
            }

            return await FakeTransport.Answer(attempt);
        });
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
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Row == 0)
            {
                await gate.Task;
            }

            return await FakeTransport.Answer(attempt);
        });
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
        await Until(() => executor.GetStatistics().Waiting == 5);
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
    public async Task The_source_is_read_no_further_than_the_unfinished_rows_allow()
    {
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2));
        int read = 0;
        IEnumerable<EchoInput> Source()
        {
            while (true)
            {
                yield return new EchoInput(read++);
            }
        }

        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using IAsyncEnumerator<RowOutcome<EchoRow>> run = executor
            .RunAsync(3, Source(), new RunOptions { MaxUnfinishedRows = 5 }, cancel.Token)
            .GetAsyncEnumerator(Token);
        ValueTask<bool> first = run.MoveNextAsync();
        await Until(() => executor.GetStatistics() is { InFlight: 2, Waiting: 13 });
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await first);
        Assert.Equal(5, read);
    }

    [Fact]
    public async Task The_source_is_read_no_further_while_finished_rows_take_more_memory_than_allowed()
    {
        var gate = new TaskCompletionSource();
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Row == 0)
            {
                await gate.Task;
            }

            return await FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2));
        int read = 0;
        List<EchoInput> rows = [.. Run.Inputs(500)];
        IEnumerable<EchoInput> Source()
        {
            foreach (EchoInput row in rows)
            {
                read++;
                yield return row;
            }
        }

        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Source(), new RunOptions { MaxUnfinishedRows = 4, MaxBufferedBytes = 20 * 1024 });
        await transport.UntilEnded(17);   // a kibibyte a row: 18 finished rows behind the first fill the buffer
        await Until(() => transport.InFlight == 1 && executor.GetStatistics().Waiting == 0);
        int readWhileHeld = read;
        gate.SetResult();

        Assert.Equal(500, (await run).Count);
        Assert.InRange(readWhileHeld, 18, 25);
    }

    [Fact]
    public async Task A_slow_consumer_holds_up_the_source_and_not_the_memory()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2));
        int read = 0;
        IEnumerable<EchoInput> Source()
        {
            while (true)
            {
                yield return new EchoInput(read++);
            }
        }

        int taken = 0;
        await foreach (RowOutcome<EchoRow> outcome in executor.RunAsync(1, Source(), new RunOptions { MaxUnfinishedRows = 8, Order = OutcomeOrder.Completion }, Token))
        {
            Assert.InRange(Volatile.Read(ref read), taken, taken + 1 + 16);   // 8 unfinished and 8 that wait for us
            if (++taken == 200)
            {
                break;
            }
        }
    }

    [Fact]
    public async Task A_source_that_blocks_holds_up_nothing_that_it_has_given()
    {
        using var gate = new ManualResetEventSlim();
        bool isClosed = false;
        IEnumerable<EchoInput> Source()
        {
            try
            {
                yield return new EchoInput(0);
                yield return new EchoInput(1);
                gate.Wait(Token);
                yield return new EchoInput(2);
            }
            finally
            {
                isClosed = true;
            }
        }

        await using var executor = new RowExecutor(new FakeTransport());
        int taken = 0;
        await foreach (RowOutcome<EchoRow> _ in executor.RunAsync(2, Source(), cancellationToken: Token))
        {
            if (++taken == 2)
            {
                break;   // returns though the source does not
            }
        }

        Assert.False(isClosed);
        gate.Set();
        await Until(() => isClosed);
    }

    [Fact]
    public async Task A_source_that_throws_is_reported_after_the_rows_that_it_gave()
    {
        static IEnumerable<EchoInput> Source()
        {
            yield return new EchoInput(0);
            yield return new EchoInput(1);
            throw new InvalidDataException("line 3");
        }

        await using var executor = new RowExecutor(new FakeTransport());
        List<long> taken = [];

        SourceException exception = await Assert.ThrowsAsync<SourceException>(async () =>
        {
            await foreach (RowOutcome<EchoRow> outcome in executor.RunAsync(2, Source(), cancellationToken: Token))
            {
                taken.Add(outcome.Index);
            }
        });

        Assert.Equal([0, 1], taken);
        Assert.Equal(2, exception.Index);
        Assert.IsType<InvalidDataException>(exception.InnerException);
    }

    [Fact]
    public async Task A_source_is_closed_when_the_run_ends_by_whatever_way()
    {
        int closed = 0;
        IEnumerable<EchoInput> Source(int rows)
        {
            try
            {
                for (int id = 0; id < rows; id++)
                {
                    yield return new EchoInput(id);
                }
            }
            finally
            {
                Interlocked.Increment(ref closed);
            }
        }

        await using var executor = new RowExecutor(new FakeTransport());
        await executor.ListAsync(1, Source(3));
        Assert.Equal(1, closed);

        await foreach (RowOutcome<EchoRow> _ in executor.RunAsync(1, Source(1000), cancellationToken: Token))
        {
            break;
        }

        Assert.Equal(2, closed);
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

    /// <summary>Waits for a state that gives no event, by asking again and again.</summary>
    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

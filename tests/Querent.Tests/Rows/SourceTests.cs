namespace Querent.Tests.Rows;

public class SourceTests
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
        await Run.Until(() => executor.GetStatistics() is { InFlight: 2, Waiting: 13 });
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await first);
        Assert.Equal(5, read);
    }

    [Fact]
    public async Task The_source_is_read_no_further_while_finished_rows_take_more_memory_than_allowed()
    {
        var gate = new TaskCompletionSource();
        FakeTransport transport = FakeTransport.Holding(row: 0, gate.Task);
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
        await Run.Until(() => transport.InFlight == 1 && executor.GetStatistics().Waiting == 0);
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
        await Run.Until(() => isClosed);
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
}

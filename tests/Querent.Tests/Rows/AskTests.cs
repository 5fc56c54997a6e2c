namespace Querent.Tests.Rows;

public class AskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_row_is_answered_as_a_row_of_a_run_is()
    {
        await using var executor = new RowExecutor(new FakeTransport());

        RowOutcome<EchoRow> outcome = await executor.AskAsync(EchoPlan.Of(3), new EchoInput(7), Token);

        Run.AssertAtomic(outcome, 3);
        Assert.Equal((0L, 7), (outcome.Index, Assert.IsType<AnsweredRow<EchoRow>>(outcome).Row.Id));
    }

    [Fact]
    public async Task One_row_fails_as_a_row_of_a_run_does()
    {
        await using var executor = new RowExecutor(new FakeTransport(attempt => attempt.Query == 1 ? FakeTransport.Rejected() : FakeTransport.Answer(attempt)));

        RowOutcome<EchoRow> outcome = await executor.AskAsync(EchoPlan.Of(3), new EchoInput(7), Token);

        Run.AssertAtomic(outcome, 3);
        Assert.Equal("Q1", Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.FirstQuery);
    }

    [Fact]
    public async Task Many_single_rows_and_a_run_share_one_pool()
    {
        var transport = new FakeTransport(async attempt =>
        {
            await Task.Yield();
            return await FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 3));

        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(2, Run.Inputs(50));
        RowOutcome<EchoRow>[] asked = await Task.WhenAll(Enumerable.Range(100, 50).Select(id => executor.AskAsync(EchoPlan.Of(2), new EchoInput(id), Token)));
        await run;

        Assert.All(asked, outcome => Run.AssertAtomic(outcome, 2));
        Assert.Equal(Enumerable.Range(100, 50), asked.Cast<AnsweredRow<EchoRow>>().Select(outcome => outcome.Row.Id));
        Assert.InRange(transport.PeakInFlight, 1, 3);
    }

    [Fact]
    public async Task Cancelling_ends_the_row_and_what_is_in_flight_and_queued()
    {
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2));
        using var cancel = new CancellationTokenSource();

        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(5), new EchoInput(1), cancel.Token);
        await transport.UntilInFlight(2);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => asked);
        await executor.DrainAsync(Token);   // asking does not wait for long for what it has cancelled
        Assert.Equal((0, 0, 0), (transport.InFlight, executor.GetStatistics().InFlight, executor.GetStatistics().Waiting));
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task Cancelling_a_row_that_only_waits_ends_it_at_once_and_leaves_the_others()
    {
        var gate = new TaskCompletionSource();
        var transport = new FakeTransport(async attempt =>
        {
            await gate.Task;
            return await FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1));
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> first = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token);
        await transport.UntilInFlight(1);
        Task<RowOutcome<EchoRow>> second = executor.AskAsync(EchoPlan.Of(4), new EchoInput(2), cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => second);
        gate.SetResult();

        Assert.IsType<AnsweredRow<EchoRow>>(await first);
        Assert.Single(transport.Started);
    }

    [Fact]
    public async Task Disposing_of_the_executor_ends_a_single_row()
    {
        var transport = new FakeTransport(FakeTransport.Silence);
        var executor = new RowExecutor(transport, Run.Options());
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token);
        await transport.UntilInFlight(1);

        await executor.DisposeAsync();

        await Assert.ThrowsAsync<ExecutorStoppedException>(() => asked);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token));
    }

    [Fact]
    public async Task Null_and_a_cancelled_token_are_refused_before_anything_is_asked()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport);

        await Assert.ThrowsAsync<ArgumentNullException>(() => executor.AskAsync(EchoPlan.Of(1), null!, Token));
        await Assert.ThrowsAsync<TaskCanceledException>(() => executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), new CancellationToken(true)));
        Assert.Empty(transport.Started);
    }
}

namespace Querent.Tests.Rows;

public class DrainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draining_finishes_the_rows_that_are_begun_and_refuses_others()
    {
        var gate = new TaskCompletionSource();
        var transport = FakeTransport.Holding(row: 1, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options());
        Task<RowOutcome<EchoRow>> begun = executor.AskAsync(EchoPlan.Of(2), new EchoInput(1), Token);
        await transport.UntilInFlight(2);

        Task drained = executor.DrainAsync(Token);
        await Assert.ThrowsAsync<ExecutorStoppedException>(() => executor.AskAsync(EchoPlan.Of(1), new EchoInput(2), Token));
        Assert.False(drained.IsCompleted);
        gate.SetResult();

        Assert.IsType<AnsweredRow<EchoRow>>(await begun);
        await drained;
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task A_drained_run_gives_out_what_it_had_begun_and_says_where_it_stopped()
    {
        var gate = new TaskCompletionSource();
        var transport = FakeTransport.Holding(row: 0, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 4));
        IAsyncEnumerator<RowOutcome<EchoRow>> run = executor.RunAsync(1, Enumerable.InfiniteSequence(0, 1).Select(id => new EchoInput(id)), cancellationToken: Token).GetAsyncEnumerator(Token);
        ValueTask<bool> first = run.MoveNextAsync();
        await transport.UntilEnded(15);

        Task drained = executor.DrainAsync(Token);
        gate.SetResult();
        Assert.True(await first);
        List<long> indexes = [run.Current.Index];
        ExecutorStoppedException exception = await Assert.ThrowsAsync<ExecutorStoppedException>(async () =>
        {
            while (await run.MoveNextAsync())
            {
                indexes.Add(run.Current.Index);
            }
        });

        await drained;
        Assert.Equal(Enumerable.Range(0, transport.Started.Count).Select(index => (long)index), indexes);
        Assert.Contains($"from index {indexes.Count} on were not asked", exception.Message, StringComparison.Ordinal);
        await run.DisposeAsync();
    }

    [Fact]
    public async Task A_drained_run_does_not_wait_for_its_source()
    {
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options());
        var silence = new TaskCompletionSource();
        IAsyncEnumerator<RowOutcome<EchoRow>> run = executor
            .RunAsync(EchoPlan.Of(1), () => RowSource.Of(OneThenSilence(silence.Task)), new RunOptions(), Token)
            .GetAsyncEnumerator(Token);
        Assert.True(await run.MoveNextAsync());

        ValueTask<bool> next = run.MoveNextAsync();
        await executor.DrainAsync(Token);

        await Assert.ThrowsAsync<ExecutorStoppedException>(async () => await next);
        silence.SetResult();
        await run.DisposeAsync();
    }

    [Fact]
    public async Task A_run_that_had_read_all_of_its_source_ends_as_ever()
    {
        var gate = new TaskCompletionSource();
        var sourceClosed = new TaskCompletionSource();
        var transport = FakeTransport.Holding(row: 1, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options());
        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, new ClosingSource(2, sourceClosed));
        await transport.UntilStarted(2);
        await sourceClosed.Task;

        Task drained = executor.DrainAsync(Token);
        gate.SetResult();

        Assert.Equal(2, (await run).Count);
        await drained;
    }

    [Fact]
    public async Task A_source_that_threw_before_the_drain_says_so_all_the_same()
    {
        var gate = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        var transport = FakeTransport.Holding(row: 0, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options());
        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, new ClosingSource(1, closed) { IsFaulty = true });
        await transport.UntilStarted(1);
        await closed.Task;

        Task drained = executor.DrainAsync(Token);
        gate.SetResult();

        Assert.IsType<FormatException>((await Assert.ThrowsAsync<SourceException>(() => run)).InnerException);
        await drained;
    }

    [Fact]
    public async Task A_drain_that_is_cut_off_cancels_the_rows_that_are_left()
    {
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options());
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(2), new EchoInput(1), Token);
        await transport.UntilInFlight(2);
        using var grace = new CancellationTokenSource();

        Task drained = executor.DrainAsync(grace.Token);
        Assert.False(drained.IsCompleted);
        await grace.CancelAsync();

        await drained;
        await Assert.ThrowsAsync<ExecutorStoppedException>(() => asked);
        Assert.Equal(0, transport.InFlight);
    }

    [Fact]
    public async Task An_executor_without_rows_is_drained_at_once_and_can_be_disposed_of()
    {
        var transport = new FakeTransport();
        var executor = new RowExecutor(transport);

        await executor.DrainAsync(Token);
        await Assert.ThrowsAsync<ExecutorStoppedException>(() => executor.ListAsync(1, Run.Inputs(1)));
        await executor.DisposeAsync();

        Assert.True(transport.IsDisposed);
        Assert.Empty(transport.Started);
    }

    private static async IAsyncEnumerable<EchoInput> OneThenSilence(Task silence)
    {
        yield return new EchoInput(0);
        await silence;
    }

    /// <summary>A source that says when it is closed, which is after it was read to its end.</summary>
    private sealed class ClosingSource(int count, TaskCompletionSource closed) : IEnumerable<EchoInput>, IEnumerator<EchoInput>
    {
        private int _id = -1;

        public EchoInput Current => new(_id);

        object System.Collections.IEnumerator.Current => Current;

        /// <summary>Whether it throws at its end.</summary>
        public bool IsFaulty { get; init; }

        public bool MoveNext() => ++_id < count || (IsFaulty ? throw new FormatException() : false);

        public void Reset() => throw new NotSupportedException();

        public void Dispose() => closed.TrySetResult();

        public IEnumerator<EchoInput> GetEnumerator() => this;

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => this;
    }
}

namespace Querent.Tests.Queries.Storing;

public sealed class StoredSharingTests
{
    private readonly FakeStore _store = new(isRemote: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_1000_rows_with_5_prompts_64_at_a_time_each_prompt_is_asked_once()
    {
        var transport = new FakeTransport(async attempt =>
        {
            await Task.Yield();
            return await FakeTransport.Answer(attempt);
        });
        await using RowExecutor executor = Asked.Executor(transport, new(_store), Run.Options(concurrency: 64));
        List<RowOutcome<EchoRow>> outcomes = [];

        await foreach (RowOutcome<EchoRow> outcome in executor.RunAsync(Asked.Cold(), () => RowSource.Of(Enumerable.Range(0, 1000).Select(id => new EchoInput(id % 5)).ToList()), new RunOptions(), Token))
        {
            Run.AssertAtomic(outcome, 1);
            Assert.IsType<AnsweredRow<EchoRow>>(outcome);
            outcomes.Add(outcome);
        }

        Assert.Equal(1000, outcomes.Count);
        Assert.Equal(5, transport.Started.Count);
        Assert.Equal(5, _store.Kept.Count);
        Assert.Equal(5, outcomes.Count(outcome => outcome.Queries[0] is { IsStored: false, IsShared: false }));
        Assert.All(outcomes, outcome => Assert.False(outcome.Queries[0] is { IsStored: true, IsShared: true }));
        Assert.Equal(outcomes.Count(outcome => outcome.Queries[0].IsStored), executor.GetStatistics().QueriesStored);
        Assert.Equal((0, 0), (executor.GetStatistics().InFlight, executor.GetStatistics().Waiting));
    }

    [Fact]
    public async Task One_who_comes_while_an_answer_is_being_kept_waits_for_it_and_asks_nothing()
    {
        var transport = new FakeTransport();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Keep = async _ =>
        {
            entered.SetResult();
            await gate.Task;
        };
        await using RowExecutor executor = Asked.Executor(transport, new AnswerStoreOptions(_store) { Timeout = TimeSpan.FromMinutes(1) });

        Task<RowOutcome<EchoRow>> first = executor.AskAsync(Asked.Cold(), new EchoInput(1), Token);
        await entered.Task;
        Task<RowOutcome<EchoRow>> second = executor.AskAsync(Asked.Cold(), new EchoInput(1), Token);
        await Run.Until(() => executor.Following == 1);
        gate.SetResult();

        Run.AssertAtomic(await first, 1);
        Run.AssertAtomic(await second, 1);
        Assert.True((await second).Queries[0].IsShared);
        Assert.Single(transport.Started);
    }

    [Fact]
    public async Task Those_who_ask_the_same_look_once_and_all_have_the_stored_answer()
    {
        var transport = new FakeTransport();
        await Asked.OnceAsync(transport, new(_store));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        StoredAnswer stored = Assert.Single(_store.Answers).Value;
        _store.Find = async _ =>
        {
            await gate.Task;
            return stored;
        };
        await using RowExecutor executor = Asked.Executor(transport, new AnswerStoreOptions(_store) { Timeout = TimeSpan.FromMinutes(1) });

        Task<RowOutcome<EchoRow>>[] asked = [.. Enumerable.Range(0, 4).Select(_ => executor.AskAsync(Asked.Cold(), new EchoInput(1), Token))];
        await Run.Until(() => executor.Following == 3);
        gate.SetResult();

        Assert.All(await Task.WhenAll(asked), outcome =>
        {
            Run.AssertAtomic(outcome, 1);
            Assert.Equal((true, false, "fake"), (outcome.Queries[0].IsStored, outcome.Queries[0].IsShared, outcome.Queries[0].Model));
        });
        Assert.Equal(2, _store.Finds);
        Assert.Single(transport.Started);
        Assert.Equal((4L, 0), (executor.GetStatistics().QueriesStored, executor.GetStatistics().InFlight));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Those_who_ask_the_same_share_one_call_where_a_filter_is_required_and_the_stored_answer_did_not_pass_one(bool requiresFilter, int sent)
    {
        var transport = new FakeTransport();
        await Asked.OnceAsync(transport, new(_store));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        StoredAnswer stored = Assert.Single(_store.Answers).Value with { IsUnfiltered = true };
        _store.Find = async _ =>
        {
            await gate.Task;
            return stored;
        };
        await using RowExecutor executor = Asked.Executor(
            transport, new AnswerStoreOptions(_store) { Timeout = TimeSpan.FromMinutes(1) }, Run.Options(concurrency: 8) with { RequireContentFilter = requiresFilter });

        Task<RowOutcome<EchoRow>>[] asked = [.. Enumerable.Range(0, 4).Select(_ => executor.AskAsync(Asked.Cold(), new EchoInput(1), Token))];
        await Run.Until(() => executor.Following == 3);
        gate.SetResult();

        Assert.All(await Task.WhenAll(asked), outcome =>
        {
            Run.AssertAtomic(outcome, 1);
            Assert.Equal(!requiresFilter, outcome.Queries[0].IsStored);
        });
        Assert.Equal(sent, transport.Started.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_a_call_ends_by_its_deadline_one_of_those_who_wait_looks_again_and_all_have_what_it_finds_or_is_told(bool isFound)
    {
        var transport = new FakeTransport();
        await Asked.OnceAsync(transport, new(_store));
        StoredAnswer stored = Assert.Single(_store.Answers).Value;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        transport = new FakeTransport(async attempt =>
        {
            await gate.Task;
            return attempt.Number == 1 ? new CompletionResult(new QueryError(QueryErrorKind.Deadline, "late")) : await FakeTransport.Answer(attempt);
        });
        int finds = 0;
        _store.Find = _ => new(Interlocked.Increment(ref finds) > 1 && isFound ? stored : null);   // another process has kept it meanwhile
        await using RowExecutor executor = Asked.Executor(transport, new AnswerStoreOptions(_store));
        Task<RowOutcome<EchoRow>> first = executor.AskAsync(Asked.Cold(), new EchoInput(1), Token);
        await transport.UntilInFlight(1);
        Task<RowOutcome<EchoRow>>[] others = [.. Enumerable.Range(0, 3).Select(_ => executor.AskAsync(Asked.Cold(), new EchoInput(1), Token))];
        await Run.Until(() => executor.Following == 3);

        gate.SetResult();

        Assert.IsType<FailedRow<EchoRow>>(await first);
        RowOutcome<EchoRow>[] outcomes = await Task.WhenAll(others);
        Assert.All(outcomes, outcome => Run.AssertAtomic(Assert.IsType<AnsweredRow<EchoRow>>(outcome), 1));
        Assert.All(outcomes, outcome => Assert.Equal(isFound, outcome.Queries[0].IsStored));
        Assert.Equal([false, !isFound, !isFound], outcomes.Select(outcome => outcome.Queries[0].IsShared));
        Assert.Equal((isFound ? 1 : 2, 2), (transport.Started.Count, finds));
        Assert.Equal(isFound ? 1 : 2, _store.Kept.Count);
    }

    [Fact]
    public async Task Where_nothing_is_shared_each_looks_and_keeps_for_itself()
    {
        var transport = new FakeTransport();
        RowExecutorOptions options = Run.Options() with { Sharing = QuerySharing.Never };
        await Asked.OnceAsync(transport, new(_store), options: options);

        RowOutcome<EchoRow> second = await Asked.OnceAsync(transport, new(_store), options: options);

        Assert.True(second.Queries[0].IsStored);
        Assert.Single(transport.Started);
    }

    [Fact]
    public async Task A_stored_answer_spends_nothing_of_the_quota()
    {
        var transport = new FakeTransport();
        await Asked.OnceAsync(transport, new(_store));
        var clock = new TestClock();
        RowExecutorOptions paced = Run.Options(clock: clock) with { QuotaPacing = new QuotaPacingOptions { RequestsPerMinute = 1 } };
        await using RowExecutor executor = Asked.Executor(transport, new(_store), paced);

        for (int row = 0; row < 20; row++)   // a pace of one a minute would hold the later ones up for good: the clock stands still
        {
            Assert.True((await executor.AskAsync(Asked.Cold(), new EchoInput(1), Token)).Queries[0].IsStored);
        }
    }
}

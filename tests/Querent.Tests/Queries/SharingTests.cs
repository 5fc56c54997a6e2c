namespace Querent.Tests.Queries;

public class SharingTests
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Equal_requests_in_flight_share_one_call_and_hold_one_permit()
    {
        FakeTransport transport = Gated();
        await using RowExecutor executor = Executor(transport);

        Task<RowOutcome<EchoRow>>[] asked = await AskAsync(executor, transport, rows: 3);
        Assert.Equal(1, executor.GetStatistics().InFlight);
        _gate.SetResult();
        RowOutcome<EchoRow>[] outcomes = await Task.WhenAll(asked);

        Assert.Single(transport.Started);
        Assert.All(outcomes, outcome => Run.AssertAtomic(outcome, 1));
        Assert.Equal([false, true, true], outcomes.Select(outcome => outcome.Queries[0].IsShared));
        Assert.Equal([1, 0, 0], outcomes.Select(outcome => outcome.Queries[0].Attempts.Length));
        Assert.Equal((1L, 10L), (executor.GetStatistics().AttemptsStarted, executor.GetStatistics().InputTokens));
        Assert.Equal((0, 2), (executor.GetStatistics().InFlight, executor.GetStatistics().QueriesShared));
    }

    [Theory]
    [InlineData(null, QuerySharing.AtTemperatureZero, 2)]
    [InlineData(0.7, QuerySharing.AtTemperatureZero, 2)]
    [InlineData(0.0, QuerySharing.AtTemperatureZero, 1)]
    [InlineData(0.7, QuerySharing.Always, 1)]
    [InlineData(0.0, QuerySharing.Never, 2)]
    public async Task What_is_sampled_is_shared_only_on_request(double? temperature, QuerySharing sharing, int calls)
    {
        FakeTransport transport = Gated();
        await using RowExecutor executor = Executor(transport, sharing);
        RowPlan<EchoRow> plan = EchoPlan.Of(1, new EchoNeed(0) { Options = new CompletionOptions { Temperature = temperature } });

        Task<RowOutcome<EchoRow>>[] asked = await AskAsync(executor, transport, rows: 2, plan, calls);
        _gate.SetResult();
        await Task.WhenAll(asked);

        Assert.Equal(calls, transport.Started.Count);
    }

    [Fact]
    public async Task Requests_that_differ_in_a_letter_or_an_option_are_not_shared()
    {
        FakeTransport transport = Gated();
        await using RowExecutor executor = Executor(transport);
        RowPlan<EchoRow> warm = EchoPlan.Of(1, new EchoNeed(0) { Options = new CompletionOptions { Temperature = 1 } });

        Task<RowOutcome<EchoRow>>[] asked =
        [
            executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token),
            executor.AskAsync(EchoPlan.Of(1), new EchoInput(2), Token),
            executor.AskAsync(warm, new EchoInput(1), Token),
        ];
        await transport.UntilInFlight(3);
        _gate.SetResult();

        Assert.All(await Task.WhenAll(asked), outcome => Assert.False(outcome.Queries[0].IsShared));
    }

    [Fact]
    public async Task A_call_is_not_cancelled_while_another_row_waits_for_it()
    {
        FakeTransport transport = Gated();
        await using RowExecutor executor = Executor(transport);
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> first = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), cancel.Token);
        await transport.UntilInFlight(1);
        Task<RowOutcome<EchoRow>> second = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token);
        await UntilShared(executor);

        await cancel.CancelAsync();
        Assert.False(Assert.Single(transport.Started).Token.IsCancellationRequested);
        _gate.SetResult();

        Run.AssertAtomic(await second, 1);
        Run.AssertAtomic(await first, 1);   // its answer was in, so that it was not cancelled after all
        Assert.Single(transport.Started);
    }

    [Fact]
    public async Task The_last_row_that_leaves_a_call_cancels_it()
    {
        var transport = new FakeTransport(FakeTransport.Silence);
        await using RowExecutor executor = Executor(transport);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), first.Token);
        await transport.UntilInFlight(1);
        Task<RowOutcome<EchoRow>> joined = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), second.Token);
        await UntilShared(executor);

        await first.CancelAsync();
        Assert.Equal(1, transport.InFlight);
        await second.CancelAsync();
        await transport.UntilEnded(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joined);
        await executor.DrainAsync(Token);
        Assert.Equal((1L, 0), (executor.GetStatistics().AttemptsCancelled, executor.GetStatistics().InFlight));
    }

    [Fact]
    public async Task A_row_that_leaves_does_not_disturb_the_one_whose_call_it_was()
    {
        FakeTransport transport = Gated();
        await using RowExecutor executor = Executor(transport);
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> first = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token);
        await transport.UntilInFlight(1);
        Task<RowOutcome<EchoRow>> second = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), cancel.Token);
        await UntilShared(executor);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _gate.SetResult();

        Run.AssertAtomic(await first, 1);
    }

    [Fact]
    public async Task An_error_is_shared_as_an_answer_is()
    {
        FakeTransport transport = new(async _ =>
        {
            await _gate.Task;
            return await FakeTransport.Rejected();
        });
        await using RowExecutor executor = Executor(transport);

        Task<RowOutcome<EchoRow>>[] asked = await AskAsync(executor, transport, rows: 2);
        _gate.SetResult();

        Assert.All(await Task.WhenAll(asked), outcome => Assert.Equal(QueryErrorKind.Rejected, Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Kind));
        Assert.Single(transport.Started);
    }

    [Fact]
    public async Task A_row_asks_by_itself_when_the_call_it_waited_for_ends_without_a_result()
    {
        FakeTransport transport = new(async attempt =>
        {
            await _gate.Task;
            return attempt.Number == 1 ? await FakeTransport.Throttled() : await FakeTransport.Answer(attempt);
        });
        await using RowExecutor executor = Executor(transport);
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> first = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), cancel.Token);
        await transport.UntilInFlight(1);
        Task<RowOutcome<EchoRow>> second = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token);
        await UntilShared(executor);

        await cancel.CancelAsync();   // the first is not tried again
        _gate.SetResult();

        RowOutcome<EchoRow> outcome = await second;
        Run.AssertAtomic(outcome, 1);
        Assert.False(outcome.Queries[0].IsShared);
        Assert.Equal(2, transport.Started.Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Rows_of_a_run_that_repeat_each_other_all_have_their_answers()
    {
        var transport = new FakeTransport(async attempt =>
        {
            await Task.Yield();
            return attempt.Number % 3 == 0 ? await FakeTransport.Throttled() : await FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 16) with { Sharing = QuerySharing.Always });

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(3, Enumerable.Range(0, 3000).Select(id => new EchoInput(id % 5)).ToList());

        Assert.Equal(3000, outcomes.Count);
        Assert.All(outcomes, outcome => Run.AssertAtomic(outcome, 3));
        Assert.All(outcomes, outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
        Assert.Equal(transport.Started.Count, executor.GetStatistics().AttemptsStarted);
        Assert.Equal(transport.Started.Count, outcomes.Sum(outcome => outcome.Queries.Sum(query => query.Attempts.Length)));
        Assert.Equal((0, 0), (executor.GetStatistics().InFlight, executor.GetStatistics().Waiting));
    }

    private static RowExecutor Executor(FakeTransport transport, QuerySharing sharing = QuerySharing.Always)
        => new(transport, Run.Options(concurrency: 8) with { Sharing = sharing });

    /// <summary>Asks the same row several times, and waits until all have come to the wire or joined.</summary>
    private static async Task<Task<RowOutcome<EchoRow>>[]> AskAsync(RowExecutor executor, FakeTransport transport, int rows, RowPlan<EchoRow>? plan = null, int calls = 1)
    {
        plan ??= EchoPlan.Of(1);
        Task<RowOutcome<EchoRow>> first = executor.AskAsync(plan, new EchoInput(1), Token);
        await transport.UntilInFlight(1);
        Task<RowOutcome<EchoRow>>[] others = [.. Enumerable.Range(1, rows - 1).Select(_ => executor.AskAsync(plan, new EchoInput(1), Token))];
        if (calls > 1)
        {
            await transport.UntilInFlight(calls);
        }
        else
        {
            await UntilShared(executor, rows - 1);
        }

        return [first, .. others];
    }

    private static Task UntilShared(RowExecutor executor, int followers = 1) => Run.Until(() => executor.Following == followers);

    private FakeTransport Gated() => new(async attempt =>
    {
        await _gate.Task;
        return await FakeTransport.Answer(attempt);
    });
}

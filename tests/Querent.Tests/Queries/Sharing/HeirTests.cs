using System.Diagnostics;

namespace Querent.Tests.Queries.Sharing;

/// <summary>Who makes a call anew that ended without a result for those who wait for it.</summary>
public class HeirTests : SharedRow
{
    [Fact]
    public async Task When_a_call_ends_by_its_deadline_one_of_those_who_wait_makes_it_for_all()
    {
        FakeTransport transport = SilentOnce();
        await using RowExecutor executor = Executor(transport);
        Task<RowOutcome<EchoRow>>[] asked = await AskAsync(executor, transport, followers: 5);

        Clock.Advance(QueryTimeout);
        await transport.UntilStarted(2);
        Assert.Equal(4, executor.Following);
        await Run.Until(() => executor.GetStatistics().InFlight == 1);   // the first gives its permit back when the others have been told
        Gate.SetResult();

        RowOutcome<EchoRow>[] outcomes = await Task.WhenAll(asked);
        Assert.Equal(QueryErrorKind.Deadline, Assert.IsType<FailedRow<EchoRow>>(outcomes[0]).Failure.Error.Kind);
        Assert.All(outcomes[1..], outcome => Run.AssertAtomic(Assert.IsType<AnsweredRow<EchoRow>>(outcome), 1));
        Assert.Equal([false, false, true, true, true, true], outcomes.Select(outcome => outcome.Queries[0].IsShared));
        Assert.Equal([1, 1, 0, 0, 0, 0], outcomes.Select(outcome => outcome.Queries[0].Attempts.Length));
        Assert.Equal((2L, 4L, 0), (executor.GetStatistics().AttemptsStarted, executor.GetStatistics().QueriesShared, executor.Following));
    }

    [Fact]
    public async Task The_oldest_row_that_waits_makes_the_call_whoever_joined_it_first()
    {
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Query == 0)
            {
                await Gate.Task.WaitAsync(attempt.Token);
            }

            return attempt is { Query: 1, Number: 1 } ? await FakeTransport.Silence(attempt) : await FakeTransport.Answer(attempt);
        });
        await using RowExecutor executor = Executor(transport);
        RowPlan<EchoRow> second = EchoPlan.Of(2, new EchoNeed(0) { When = (_, _) => false });
        Task<RowOutcome<EchoRow>> oldest = executor.AskAsync(EchoPlan.Of(2, new EchoNeed(1, 0)), new EchoInput(1), Token);
        await transport.UntilInFlight(1);
        Task<RowOutcome<EchoRow>> leader = executor.AskAsync(second, new EchoInput(1), Token);
        await transport.UntilInFlight(2);
        Task<RowOutcome<EchoRow>> youngest = executor.AskAsync(second, new EchoInput(1), Token);
        await Run.Until(() => executor.Following == 1);
        Gate.SetResult();
        await Run.Until(() => executor.Following == 2);

        Clock.Advance(QueryTimeout);

        Assert.IsType<FailedRow<EchoRow>>(await leader);
        Assert.False((await oldest).Queries[1].IsShared);
        Assert.True((await youngest).Queries[1].IsShared);
        Assert.Equal(3, transport.Started.Count);
    }

    [Fact]
    public async Task A_permanent_error_of_the_one_that_makes_the_call_anew_is_that_of_all()
    {
        var transport = new FakeTransport(attempt => attempt.Number == 1 ? FakeTransport.Silence(attempt) : FakeTransport.Rejected());
        await using RowExecutor executor = Executor(transport);
        Task<RowOutcome<EchoRow>>[] asked = await AskAsync(executor, transport, followers: 3);

        Clock.Advance(QueryTimeout);

        RowOutcome<EchoRow>[] outcomes = await Task.WhenAll(asked);
        Assert.All(outcomes[1..], outcome => Assert.Equal(QueryErrorKind.Rejected, Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Kind));
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task Who_asks_while_a_call_goes_on_for_others_only_joins_it_and_is_heir_to_it()
    {
        FakeTransport transport = ThrottlingOnce();
        await using RowExecutor executor = Executor(transport);
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> leader = await LeadAsync(executor, transport, cancel.Token);
        Task<RowOutcome<EchoRow>>[] before = await FollowAsync(executor, Token);
        await cancel.CancelAsync();

        Task<RowOutcome<EchoRow>> after = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token);
        await Run.Until(() => executor.Following == 2 || transport.InFlight == 2);
        Assert.Equal(1, transport.InFlight);
        Gate.SetResult();

        Assert.Equal([false, true], (await Task.WhenAll(before[0], after)).Select(outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome).Queries[0].IsShared));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task A_call_that_a_thousand_make_in_vain_one_after_the_other_goes_no_deeper_for_it()
    {
        int deepest = 0;
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Number == 1)
            {
                await Gate.Task.WaitAsync(attempt.Token);
            }

            deepest = Math.Max(deepest, new StackTrace().FrameCount);
            return new CompletionResult(new QueryError(QueryErrorKind.Deadline, "in vain"));
        });
        await using RowExecutor executor = Executor(transport, concurrency: 1000);
        Task<RowOutcome<EchoRow>>[] asked = await AskAsync(executor, transport, followers: 999);

        Gate.SetResult();

        Assert.All(await Task.WhenAll(asked), outcome => Assert.Single(Assert.IsType<FailedRow<EchoRow>>(outcome).Queries[0].Attempts));
        Assert.Equal((1000, 1), (transport.Started.Count, transport.PeakInFlight));
        Assert.InRange(deepest, 1, 100);
    }

    [Fact]
    public void One_that_is_ended_by_who_still_takes_it_for_a_follower_goes_on_for_the_others_as_an_heir_does()
    {
        var shared = new SharedCalls(new FakeTransport(), QuerySharing.Always);
        Call[] calls = [.. Enumerable.Range(0, 3).Select(_ => new Call(new WorkingClock(Clock)))];
        for (int age = 0; age < calls.Length; age++)
        {
            calls[age].Begin(age, QueryTimeout);
            Assert.Equal(age > 0, shared.TryJoin(calls[age], out _));
        }

        CallSharing before = calls[1].Sharing!;
        shared.Complete(calls[0], new CompletionResult(new QueryError(QueryErrorKind.Deadline, "late")));
        Assert.NotSame(before, calls[1].Sharing);
        calls[1].End(CallEnd.Dropped);

        Assert.True(before.Leave());
        calls[1].HoldsPermit = false;
        Assert.False(before.Leave());
        Array.ForEach(calls, call => call.Dispose());
    }
}

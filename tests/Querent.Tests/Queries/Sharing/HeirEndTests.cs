namespace Querent.Tests.Queries.Sharing;

/// <summary>What becomes of a call when the row is ended that makes it, or is to make it anew.</summary>
public class HeirEndTests : SharedRow
{
    [Fact]
    public async Task One_that_is_cancelled_before_it_has_made_the_call_leaves_it_to_the_next_at_once()
    {
        FakeTransport transport = ThrottlingOnce();
        await using RowExecutor executor = Executor(transport);
        using var heir = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>>[] asked = await InheritAsync(executor, transport, heir.Token, Token, Token);

        await heir.CancelAsync();
        await Run.Until(() => executor.Following == 1 && executor.GetStatistics().Waiting == 1);   // also while the pool is paused
        Assert.Single(transport.Started);
        executor.Resume();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked[0]);
        Assert.Equal([false, true], (await Task.WhenAll(asked[1..])).Select(outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome).Queries[0].IsShared));
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_last_that_could_make_the_call_is_cancelled_and_who_asks_next_asks_anew()
    {
        FakeTransport transport = ThrottlingOnce();
        await using RowExecutor executor = Executor(transport);
        using var last = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>>[] asked = await InheritAsync(executor, transport, last.Token);

        await last.CancelAsync();
        await Run.Until(() => executor.GetStatistics() is { Waiting: 0, RowsActive: 0 });
        executor.Resume();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked[0]);
        Assert.Single(transport.Started);
        RowOutcome<EchoRow> next = await executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), Token);
        Assert.Equal((1, false), (next.Queries[0].Attempts.Length, next.Queries[0].IsShared));
    }

    [Fact]
    public async Task The_attempt_of_one_that_made_the_call_anew_goes_on_for_the_others_when_its_row_is_cancelled()
    {
        FakeTransport transport = SilentOnce();
        await using RowExecutor executor = Executor(transport);
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> leader = await LeadAsync(executor, transport);
        Task<RowOutcome<EchoRow>>[] asked = await FollowAsync(executor, cancel.Token, Token, Token);
        Clock.Advance(QueryTimeout);
        await transport.UntilStarted(2);

        await cancel.CancelAsync();
        Assert.False(transport.Started.Last().Token.IsCancellationRequested);
        Gate.SetResult();

        Assert.All(await Task.WhenAll(asked[1..]), outcome => Assert.True(Assert.IsType<AnsweredRow<EchoRow>>(outcome).Queries[0].IsShared));
        Assert.IsType<FailedRow<EchoRow>>(await leader);
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task Who_waits_for_a_call_that_backs_off_makes_it_at_once_when_the_row_that_made_it_is_cancelled()
    {
        FakeTransport transport = ThrottlingOnce();
        await using RowExecutor executor = Executor(transport, retryDelay: TimeSpan.FromHours(1));
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> leader = await LeadAsync(executor, transport, cancel.Token);
        Task<RowOutcome<EchoRow>>[] asked = await FollowAsync(executor, Token, Token);
        Gate.SetResult();
        await Clock.NextDelayAsync();

        await cancel.CancelAsync();   // and the clock stands still

        Assert.Equal([false, true], (await Task.WhenAll(asked)).Select(outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome).Queries[0].IsShared));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task A_drain_lets_the_call_be_made_anew_for_all()
    {
        FakeTransport transport = ThrottlingOnce();
        await using RowExecutor executor = Executor(transport);
        Task<RowOutcome<EchoRow>>[] asked = await InheritAsync(executor, transport, Token, Token, Token);

        await executor.DrainAsync(Token);

        Assert.All(await Task.WhenAll(asked), outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task Disposing_of_the_executor_ends_all_who_wait_for_a_call_that_is_not_made_yet()
    {
        FakeTransport transport = ThrottlingOnce();
        RowExecutor executor = Executor(transport);
        Task<RowOutcome<EchoRow>>[] asked = await InheritAsync(executor, transport, Token, Token, Token);

        await executor.DisposeAsync();

        foreach (Task<RowOutcome<EchoRow>> each in asked)
        {
            await Assert.ThrowsAsync<ExecutorStoppedException>(() => each);
        }

        Assert.Single(transport.Started);
        Assert.Equal((0, 0), (executor.GetStatistics().Waiting, executor.Following));
    }

    [Fact]
    public async Task Disposing_of_the_executor_ends_all_who_wait_for_a_call_that_was_made_anew()
    {
        var transport = new FakeTransport(FakeTransport.Silence);
        RowExecutor executor = Executor(transport);
        Task<RowOutcome<EchoRow>>[] asked = await AskAsync(executor, transport, followers: 3);
        Clock.Advance(QueryTimeout);
        await transport.UntilStarted(2);

        await executor.DisposeAsync();

        Assert.IsType<FailedRow<EchoRow>>(await asked[0]);
        foreach (Task<RowOutcome<EchoRow>> each in asked[1..])
        {
            await Assert.ThrowsAsync<ExecutorStoppedException>(() => each);
        }

        Assert.Equal((0, 0, 0), (transport.InFlight, executor.GetStatistics().Waiting, executor.Following));
    }

    [Fact]
    public async Task Whoever_is_cancelled_at_the_moment_of_a_handover_the_others_have_their_answers()
    {
        for (int round = 0; round < 300; round++)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var transport = new FakeTransport(async attempt =>
            {
                await gate.Task.WaitAsync(attempt.Token);
                return attempt.Number < 3 ? new CompletionResult(new QueryError(QueryErrorKind.Deadline, "in vain")) : await FakeTransport.Answer(attempt);
            });
            await using RowExecutor executor = Executor(transport);
            var random = new Random(round);
            CancellationTokenSource[] cancels = [.. Enumerable.Range(0, 6).Select(_ => new CancellationTokenSource())];
            Task<RowOutcome<EchoRow>> leader = await LeadAsync(executor, transport);
            Task<RowOutcome<EchoRow>>[] asked = await FollowAsync(executor, [.. cancels.Select(cancel => cancel.Token), Token, Token]);

            Task[] cancelled = [.. cancels.Where(_ => random.Next(2) == 0).Select(cancel => Task.Run(cancel.Cancel, Token))];
            gate.SetResult();
            await Task.WhenAll(cancelled);
            await Task.WhenAll(asked).ContinueWith(static _ => { }, Token, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await executor.DrainAsync(Token);

            Assert.IsType<FailedRow<EchoRow>>(await leader);
            int inVain = 0;
            for (int row = 0; row < asked.Length; row++)
            {
                if (row < cancels.Length && cancels[row].IsCancellationRequested && !asked[row].IsCompletedSuccessfully)
                {
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked[row]);
                    continue;
                }

                inVain += await asked[row] is FailedRow<EchoRow> { Failure.Error.Kind: QueryErrorKind.Deadline } ? 1 : 0;
                Run.AssertAtomic(await asked[row], 1);
            }

            Assert.InRange(inVain, 0, 1);   // the second attempt's, unless its row was cancelled
            Assert.Equal((3, 1), (transport.Started.Count, transport.PeakInFlight));
            await Run.Until(() => executor.GetStatistics() is { InFlight: 0, Waiting: 0 } && executor.Following == 0);
            Array.ForEach(cancels, cancel => cancel.Dispose());
        }
    }
}

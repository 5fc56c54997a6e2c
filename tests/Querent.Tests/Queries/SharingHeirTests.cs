using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Queries;

/// <summary>What becomes of those who wait for a call that ends without a result for them.</summary>
public class SharingHeirTests
{
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_a_call_ends_by_its_deadline_one_of_those_who_wait_makes_it_for_all()
    {
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Number == 1)
            {
                return await FakeTransport.Silence(attempt);
            }

            await _gate.Task;
            return await FakeTransport.Answer(attempt);
        });
        await using RowExecutor executor = Executor(transport);
        Task<RowOutcome<EchoRow>>[] asked = await AskAsync(executor, transport, followers: 5);

        _clock.Advance(QueryTimeout);
        await transport.UntilStarted(2);
        Assert.Equal((4, 1), (executor.Following, executor.GetStatistics().InFlight));
        _gate.SetResult();

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
                await _gate.Task;
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
        _gate.SetResult();
        await Run.Until(() => executor.Following == 2);

        _clock.Advance(QueryTimeout);

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

        _clock.Advance(QueryTimeout);

        RowOutcome<EchoRow>[] outcomes = await Task.WhenAll(asked);
        Assert.All(outcomes[1..], outcome => Assert.Equal(QueryErrorKind.Rejected, Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Kind));
        Assert.Equal(2, transport.Started.Count);
    }

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
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Number == 1)
            {
                return await FakeTransport.Silence(attempt);
            }

            await _gate.Task;
            return await FakeTransport.Answer(attempt);
        });
        await using RowExecutor executor = Executor(transport);
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> leader = await LeadAsync(executor, transport);
        Task<RowOutcome<EchoRow>>[] asked = await FollowAsync(executor, cancel.Token, Token, Token);
        _clock.Advance(QueryTimeout);
        await transport.UntilStarted(2);

        await cancel.CancelAsync();
        Assert.False(transport.Started.Last().Token.IsCancellationRequested);
        _gate.SetResult();

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
        _gate.SetResult();
        await Run.Until(() => executor.GetStatistics().InFlight == 0);

        await cancel.CancelAsync();   // and the clock stands still

        Assert.Equal([false, true], (await Task.WhenAll(asked)).Select(outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome).Queries[0].IsShared));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
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
        _gate.SetResult();

        Assert.Equal([false, true], (await Task.WhenAll(before[0], after)).Select(outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome).Queries[0].IsShared));
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
        _clock.Advance(QueryTimeout);
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
    public async Task A_call_that_a_thousand_make_in_vain_one_after_the_other_goes_no_deeper_for_it()
    {
        int deepest = 0;
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Number == 1)
            {
                await _gate.Task;
            }

            deepest = Math.Max(deepest, new StackTrace().FrameCount);
            return new CompletionResult(new QueryError(QueryErrorKind.Deadline, "in vain"));
        });
        await using RowExecutor executor = Executor(transport);
        Task<RowOutcome<EchoRow>>[] asked = await AskAsync(executor, transport, followers: 999);

        _gate.SetResult();

        Assert.All(await Task.WhenAll(asked), outcome => Assert.Single(Assert.IsType<FailedRow<EchoRow>>(outcome).Queries[0].Attempts));
        Assert.Equal((1000, 1), (transport.Started.Count, transport.PeakInFlight));
        Assert.InRange(deepest, 1, 100);
    }

    [Fact]
    public async Task Whoever_is_cancelled_at_the_moment_of_a_handover_the_others_have_their_answers()
    {
        for (int round = 0; round < 300; round++)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var transport = new FakeTransport(async attempt =>
            {
                await gate.Task;
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
            Assert.Equal((0, 0, 0), (executor.GetStatistics().InFlight, executor.GetStatistics().Waiting, executor.Following));
            Array.ForEach(cancels, cancel => cancel.Dispose());
        }
    }

    private RowExecutor Executor(FakeTransport transport, TimeSpan? retryDelay = null)
    {
        RowExecutorOptions options = Run.Options(concurrency: 4, clock: _clock);
        return new(transport, options with
        {
            Sharing = QuerySharing.Always,
            QueryTimeout = QueryTimeout,
            RetryDelay = retryDelay ?? options.RetryDelay,
            MaxRetryDelay = retryDelay ?? options.MaxRetryDelay,
        });
    }

    /// <summary>A transport whose first attempt is refused when the gate opens, and all others are answered.</summary>
    private FakeTransport ThrottlingOnce() => new(async attempt =>
    {
        await _gate.Task;
        return attempt.Number == 1 ? await FakeTransport.Throttled() : await FakeTransport.Answer(attempt);
    });

    private static async Task<Task<RowOutcome<EchoRow>>[]> AskAsync(RowExecutor executor, FakeTransport transport, int followers)
    {
        Task<RowOutcome<EchoRow>> leader = await LeadAsync(executor, transport);
        return [leader, .. await FollowAsync(executor, [.. Enumerable.Repeat(Token, followers)])];
    }

    /// <summary>Asks a row, and waits until it has come to the wire.</summary>
    private static async Task<Task<RowOutcome<EchoRow>>> LeadAsync(RowExecutor executor, FakeTransport transport, CancellationToken? token = null)
    {
        Task<RowOutcome<EchoRow>> leader = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), token ?? Token);
        await transport.UntilInFlight(1);
        return leader;
    }

    /// <summary>Asks the same row again and again, and waits until all have joined the call in flight.</summary>
    private static async Task<Task<RowOutcome<EchoRow>>[]> FollowAsync(RowExecutor executor, params CancellationToken[] tokens)
    {
        Task<RowOutcome<EchoRow>>[] asked = [.. tokens.Select(token => executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), token))];
        await Run.Until(() => executor.Following == tokens.Length);
        return asked;
    }

    /// <summary>
    /// Has rows wait for a call whose row is cancelled and whose attempt is then refused, while the executor is paused: the first of them is to
    /// make it, and waits for a permit.
    /// </summary>
    private async Task<Task<RowOutcome<EchoRow>>[]> InheritAsync(RowExecutor executor, FakeTransport transport, params CancellationToken[] tokens)
    {
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> leader = await LeadAsync(executor, transport, cancel.Token);
        Task<RowOutcome<EchoRow>>[] asked = await FollowAsync(executor, tokens);
        executor.Pause();
        await cancel.CancelAsync();
        _gate.SetResult();
        await Run.Until(() => executor.GetStatistics().Waiting == 1 && executor.Following == tokens.Length - 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        return asked;
    }
}

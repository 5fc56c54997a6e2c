namespace Querent.Tests.Queries.Sharing;

/// <summary>A row that is asked several times over while its call is in flight, and a clock that stands still.</summary>
public abstract class SharedRow
{
    private protected static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(30);

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected TestClock Clock { get; } = new();

    /// <summary>Holds attempts back until a test opens it.</summary>
    private protected TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private protected RowExecutor Executor(FakeTransport transport, int concurrency = 4, TimeSpan? retryDelay = null)
    {
        RowExecutorOptions options = Run.Options(concurrency, clock: Clock);
        return new(transport, options with
        {
            Sharing = QuerySharing.Always,
            QueryTimeout = QueryTimeout,
            RetryDelay = retryDelay ?? options.RetryDelay,
            MaxRetryDelay = retryDelay ?? options.MaxRetryDelay,
        });
    }

    /// <summary>A transport whose first attempt is refused when the gate opens, and all others are answered.</summary>
    private protected FakeTransport ThrottlingOnce() => new(async attempt =>
    {
        await Gate.Task.WaitAsync(attempt.Token);
        return attempt.Number == 1 ? await FakeTransport.Throttled() : await FakeTransport.Answer(attempt);
    });

    /// <summary>A transport whose first attempt has no reply, and all others are answered when the gate opens.</summary>
    private protected FakeTransport SilentOnce() => new(async attempt =>
    {
        if (attempt.Number == 1)
        {
            return await FakeTransport.Silence(attempt);
        }

        await Gate.Task.WaitAsync(attempt.Token);
        return await FakeTransport.Answer(attempt);
    });

    private protected static async Task<Task<RowOutcome<EchoRow>>[]> AskAsync(RowExecutor executor, FakeTransport transport, int followers)
    {
        Task<RowOutcome<EchoRow>> leader = await LeadAsync(executor, transport);
        return [leader, .. await FollowAsync(executor, [.. Enumerable.Repeat(Token, followers)])];
    }

    /// <summary>Asks a row, and waits until it has come to the wire.</summary>
    private protected static async Task<Task<RowOutcome<EchoRow>>> LeadAsync(RowExecutor executor, FakeTransport transport, CancellationToken? token = null)
    {
        Task<RowOutcome<EchoRow>> leader = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), token ?? Token);
        await transport.UntilInFlight(1);
        return leader;
    }

    /// <summary>Asks the same row again and again, and waits until all have joined the call in flight.</summary>
    private protected static async Task<Task<RowOutcome<EchoRow>>[]> FollowAsync(RowExecutor executor, params CancellationToken[] tokens)
    {
        Task<RowOutcome<EchoRow>>[] asked = [.. tokens.Select(token => executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), token))];
        await Run.Until(() => executor.Following == tokens.Length);
        return asked;
    }

    /// <summary>
    /// Has rows wait for a call whose row is cancelled and whose attempt is then refused, while the executor is paused: the first of them is to
    /// make it, and waits for a permit.
    /// </summary>
    private protected async Task<Task<RowOutcome<EchoRow>>[]> InheritAsync(RowExecutor executor, FakeTransport transport, params CancellationToken[] tokens)
    {
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> leader = await LeadAsync(executor, transport, cancel.Token);
        Task<RowOutcome<EchoRow>>[] asked = await FollowAsync(executor, tokens);
        executor.Pause();
        await cancel.CancelAsync();
        Gate.SetResult();
        await Run.Until(() => executor.GetStatistics() is { } now && now.RowsActive == tokens.Length && now.Waiting + executor.Following == tokens.Length);
        Assert.Equal((1, tokens.Length - 1), (executor.GetStatistics().Waiting, executor.Following));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        return asked;
    }
}

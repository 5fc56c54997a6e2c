namespace Querent.Tests.Resilience;

public class CallPoolTests
{
    [Fact]
    public void A_pool_that_was_overfull_still_keeps_calls()
    {
        using var pool = new CallPool(new WorkingClock(TimeProvider.System), capacity: 2);
        Call[] calls = [.. Enumerable.Range(0, 5).Select(_ => pool.Rent())];
        foreach (Call call in calls)
        {
            pool.Return(call);
        }

        Call first = pool.Rent();
        Call second = pool.Rent();
        Assert.Contains(first, calls);
        Assert.Contains(second, calls);
        Assert.DoesNotContain(pool.Rent(), calls);

        pool.Return(first);
        Assert.Same(first, pool.Rent());
    }

    [Fact]
    public void A_call_comes_back_with_nothing_of_its_last_query()
    {
        using var pool = new CallPool(new WorkingClock(TimeProvider.System), capacity: 2);
        Call call = pool.Rent();
        call.Begin(7, TimeSpan.FromMinutes(1));
        call.Prompt.Text("secret");
        call.BeginAttempt(TimeSpan.FromSeconds(1));
        call.EndAttempt(new CompletionResult(new QueryError(QueryErrorKind.Throttled, "429")));
        call.End(CallEnd.Dropped);
        call.Cancel();
        pool.Return(call);

        Assert.Same(call, pool.Rent());
        Assert.Equal((0, CallEnd.None, null, 0), (call.AttemptCount, call.Ended, call.LastError, call.Prompt.WrittenMemory.Length));
        Assert.False(call.Token.IsCancellationRequested);
        Assert.Equal(TimeSpan.Zero, call.Latency);
    }
}

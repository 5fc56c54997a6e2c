using System.Runtime.CompilerServices;

namespace Querent.Tests;

public class KeptStateTests
{
    private static readonly AsyncLocal<string> Ambient = new();

    [Fact]
    public async Task A_method_that_waits_gives_its_result()
    {
        var first = new TaskCompletionSource<int>();
        var second = new TaskCompletionSource<int>();
        ValueTask<int> sum = SumAsync(first.Task, second.Task);

        Assert.False(sum.IsCompleted);
        first.SetResult(1);
        Assert.False(sum.IsCompleted);
        second.SetResult(2);
        Assert.Equal(3, await sum);
    }

    [Fact]
    public async Task A_method_that_does_not_wait_gives_its_result() => Assert.Equal(3, await SumAsync(Task.FromResult(1), Task.FromResult(2)));

    [Fact]
    public async Task What_a_method_throws_is_thrown_where_it_is_awaited()
    {
        var first = new TaskCompletionSource<int>();
        ValueTask<int> late = SumAsync(first.Task, Task.FromException<int>(new InvalidDataException()));
        first.SetResult(1);

        await Assert.ThrowsAsync<InvalidDataException>(async () => await late);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await SumAsync(Task.FromException<int>(new InvalidDataException()), Task.FromResult(1)));
    }

    [Fact]
    public async Task A_method_goes_on_in_its_own_execution_context()
    {
        Ambient.Value = "mine";
        var go = new TaskCompletionSource();
        ValueTask<string?> read = ReadAmbientAsync(go.Task);
        await Task.Run(
            () =>
            {
                Ambient.Value = "another's";
                go.SetResult();
            },
            TestContext.Current.CancellationToken);

        Assert.Equal("mine", await read);
    }

    [Fact]
    public async Task A_method_does_not_change_its_callers_execution_context()
    {
        Ambient.Value = "mine";
        var go = new TaskCompletionSource();
        ValueTask<string?> set = SetAmbientAsync(go.Task);

        Assert.Equal("mine", Ambient.Value);
        go.SetResult();
        Assert.Equal("its own", await set);
        Assert.Equal("mine", Ambient.Value);
    }

    [Fact]
    public async Task States_that_are_used_again_by_many_threads_never_give_anothers_result()
    {
        await Parallel.ForAsync(0, 20_000, TestContext.Current.CancellationToken, async (number, _) => Assert.Equal(number, await EchoAsync(number)));
    }

    [Fact]
    public async Task A_thousand_calls_at_a_time_are_made_with_the_states_of_those_before()
    {
        const int Calls = 500;
        await RunAsync();   // fills the store
        long before = GC.GetAllocatedBytesForCurrentThread();
        ValueTask<int>[] calls = new ValueTask<int>[Calls];
        var go = new TaskCompletionSource<int>();
        long own = GC.GetAllocatedBytesForCurrentThread() - before;
        for (int call = 0; call < Calls; call++)
        {
#pragma warning disable CA2012 // all of them are awaited, each once, further down
            calls[call] = SumAsync(go.Task, Task.FromResult(0));
#pragma warning restore CA2012
        }

        // What the source keeps of those that wait is its own: a list that grows.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before - own, 0, Calls * 160);
        go.SetResult(1);
        foreach (ValueTask<int> call in calls)
        {
            Assert.Equal(1, await call);
        }

        async Task RunAsync()
        {
            var go = new TaskCompletionSource<int>();
            ValueTask<int>[] calls = [.. Enumerable.Range(0, Calls).Select(_ => SumAsync(go.Task, Task.FromResult(0)))];
            go.SetResult(1);
            foreach (ValueTask<int> call in calls)
            {
                await call;
            }
        }
    }

    [Fact]
    public async Task A_method_that_nobody_awaits_runs_to_its_end()
    {
        var go = new TaskCompletionSource();
        var over = new TaskCompletionSource();
#pragma warning disable CA2012 // its builder's task is none
        _ = EndAsync(go.Task, over);
#pragma warning restore CA2012

        Assert.False(over.Task.IsCompleted);
        go.SetResult();
        await over.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [AsyncMethodBuilder(typeof(KeptStateMethodBuilder<>))]
    private static async ValueTask<int> SumAsync(Task<int> first, Task<int> second) => await first.ConfigureAwait(false) + await second.ConfigureAwait(false);

    [AsyncMethodBuilder(typeof(KeptStateMethodBuilder<>))]
    private static async ValueTask<int> EchoAsync(int number)
    {
        await Task.Yield();
        return number;
    }

    [AsyncMethodBuilder(typeof(KeptStateMethodBuilder<>))]
    private static async ValueTask<string?> ReadAmbientAsync(Task go)
    {
        await go.ConfigureAwait(false);
        return Ambient.Value;
    }

    [AsyncMethodBuilder(typeof(KeptStateMethodBuilder<>))]
    private static async ValueTask<string?> SetAmbientAsync(Task go)
    {
        Ambient.Value = "its own";
        await go.ConfigureAwait(false);
        return Ambient.Value;
    }

    [AsyncMethodBuilder(typeof(UnawaitedMethodBuilder))]
    private static async ValueTask EndAsync(Task go, TaskCompletionSource over)
    {
        await go.ConfigureAwait(false);
        over.SetResult();
    }
}

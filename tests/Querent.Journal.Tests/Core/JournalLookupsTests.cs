using Microsoft.Extensions.Logging.Abstractions;

namespace Querent.Journal.Tests.Core;

/// <summary>Rows are looked for many at once, and each gets its own.</summary>
public sealed class JournalLookupsTests : IAsyncDisposable
{
    private readonly FakeJournalRun _run = new();

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task What_is_asked_for_while_others_are_looked_for_is_looked_for_together_at_most_256_at_once()
    {
        (TaskCompletionSource begun, TaskCompletionSource gate) = Hold();
        JournalLookups lookups = Create();
        Task<JournaledRow?> first = lookups.FindAsync("first");
        await begun.Task;
        Task<JournaledRow?>[] others = [.. Enumerable.Range(0, 300).Select(row => lookups.FindAsync($"{row}"))];
        gate.SetResult();

        Assert.Equal("first", (await first)?.Key);
        Assert.Equal(Enumerable.Range(0, 300).Select(row => $"{row}"), (await Task.WhenAll(others)).Select(row => row?.Key));
        Assert.Equal([1, 256, 44], _run.LookUps.Select(keys => keys.Length));
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_none()
    {
        JournalLookups lookups = Create();

        Assert.Null(await lookups.FindAsync("-a"));
        Assert.Equal("b", (await lookups.FindAsync("b"))?.Key);
    }

    [Fact]
    public async Task A_fault_is_told_to_all_who_were_looked_for_and_the_next_is_looked_for_again()
    {
        var fault = new JournalException("It is broken.");
        (TaskCompletionSource begun, TaskCompletionSource gate) = Hold();
        JournalLookups lookups = Create();
        Task<JournaledRow?> first = lookups.FindAsync("first");
        await begun.Task;
        Task<JournaledRow?>[] others = [lookups.FindAsync("a"), lookups.FindAsync("b")];
        gate.SetException(fault);

        foreach (Task<JournaledRow?> lookup in (Task<JournaledRow?>[])[first, .. others])
        {
            Assert.Same(fault, await Assert.ThrowsAsync<JournalException>(() => lookup.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)));
        }

        _run.Find = static () => Task.CompletedTask;
        Assert.Equal("c", (await lookups.FindAsync("c"))?.Key);
    }

    [Fact]
    public async Task What_a_store_throws_against_its_contract_is_told_by_its_type()
    {
        _run.Find = static () => throw new InvalidOperationException("secret");

        JournalException fault = await Assert.ThrowsAsync<JournalException>(() => Create().FindAsync("a"));

        Assert.Contains("System.InvalidOperationException", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    private JournalLookups Create() => new(_run, new JournalPatience(TimeSpan.Zero, TimeProvider.System, NullLogger.Instance), CancellationToken.None);

    /// <summary>Holds up look-ups until the gate is opened.</summary>
    private (TaskCompletionSource Begun, TaskCompletionSource Gate) Hold()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _run.Find = () =>
        {
            begun.TrySetResult();
            return gate.Task;
        };
        return (begun, gate);
    }
}

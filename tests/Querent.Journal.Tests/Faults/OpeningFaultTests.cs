using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests.Faults;

/// <summary>A run waits for a journal that cannot be opened at the moment, and not for longer than somebody wants it.</summary>
public sealed class OpeningFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_journal_that_is_away_when_it_is_opened_is_waited_for()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal file = await world.OpenAsync();
        int tries = 0;
        await using RowExecutor executor = world.CreateExecutor();

        Assert.Equal(3, await CountAsync(executor, Away(file, () => Interlocked.Increment(ref tries) < 3), TestContext.Current.CancellationToken));

        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task An_executor_that_is_disposed_of_ends_the_wait()
        => await AssertEndsAsync(static executor => executor.DisposeAsync().AsTask());

    [Fact]
    public async Task An_executor_that_is_drained_ends_the_wait()
        => await AssertEndsAsync(static executor => executor.DrainAsync());

    [Fact]
    public async Task A_caller_that_gives_up_ends_the_wait_with_its_own_cancellation()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal file = await world.OpenAsync();
        using var log = new WaitingLog();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using RowExecutor executor = world.CreateExecutor(options: new() { LoggerFactory = log });
        Task<int> run = CountAsync(executor, Away(file, static () => true), stop.Token);
        await log.Waits.WaitAsync(Patience, TestContext.Current.CancellationToken);

        await stop.CancelAsync();

        OperationCanceledException ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Patience, CancellationToken.None));
        Assert.IsNotType<ExecutorStoppedException>(ended);
        Assert.Equal(stop.Token, ended.CancellationToken);
    }

    private static async Task AssertEndsAsync(Func<RowExecutor, Task> end)
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal file = await world.OpenAsync();
        using var log = new WaitingLog();
        await using RowExecutor executor = world.CreateExecutor(options: new() { LoggerFactory = log });
        Task<int> run = CountAsync(executor, Away(file, static () => true), TestContext.Current.CancellationToken);
        await log.Waits.WaitAsync(Patience, TestContext.Current.CancellationToken);

        await end(executor);

        await Assert.ThrowsAsync<ExecutorStoppedException>(() => run.WaitAsync(Patience, CancellationToken.None));
        Assert.Empty(await file.ListRunsAsync(TestContext.Current.CancellationToken));
    }

    private static MortalJournal Away(IJournal file, Func<bool> isAway)
        => new(file, static _ => null, failsToOpen: () => isAway() ? new JournalException("It is away.") { IsTransient = true } : null);

    private static async Task<int> CountAsync(RowExecutor executor, IJournal journal, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (RowOutcome<Note> _ in executor.RunAsync(World.Notes(3), new() { Journal = new(journal, "run") { MaxWait = TimeSpan.FromHours(1) } }, cancellationToken))
        {
            count++;
        }

        return count;
    }
}

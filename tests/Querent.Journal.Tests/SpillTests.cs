using Querent.Journal.Tests.Faults;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests;

public sealed class SpillTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finished_rows_that_wait_for_a_slow_one_are_left_to_the_journal_and_come_out_whole_and_in_order(bool isProtected)
    {
        const int Rows = 2000;
        await using World world = await World.CreateAsync(new() { Hold = new SlowQuery(others: (Rows * 4) - 1).Hold });
        await using SqliteJournal journal = await world.OpenAsync();
        await using RowExecutor executor = world.CreateExecutor();
        JournalProtection? protection = isProtected ? JournalProtection.Aes(new byte[32]) : null;
        var options = new RunOptions { Journal = new(journal, "run") { Protection = protection }, MaxBufferedBytes = 2 * 1024 * 1024 };

        int index = 0;
        await foreach (RowOutcome<Note> outcome in executor.RunAsync(World.Notes(Rows), options, TestContext.Current.CancellationToken))
        {
            Note row = outcome.ToRow();
            Assert.Equal((index, "text", (long)index), (row.Id, row.Text, outcome.Index));
            Assert.Equal([new(index, "One"), new(index, "Two"), new(index, "Three"), new(index, "Four")], [row.One, row.Two, row.Three, row.Four]);
            Assert.False(outcome.IsRestored);
            Assert.Equal(4, outcome.Queries.Length);
            Assert.DoesNotContain(outcome.Queries, query => query.IsRestored);
            index++;
        }

        Assert.Equal(Rows, index);
        Assert.Equal(Rows * 4, world.Attempts);
        Assert.InRange(executor.GetStatistics().RowsSpilled, Rows / 10, Rows);
        Assert.Equal(!isProtected, world.Holds("""
            "query":"Four"
            """));
    }

    [Fact]
    public async Task A_journal_that_fails_while_a_row_is_read_back_ends_the_run_with_its_error()
    {
        bool reads = false;
        await using World world = await World.CreateAsync(new() { Hold = new SlowQuery(others: 200).Hold });
        await using SqliteJournal file = await world.OpenAsync();
        var journal = new MortalJournal(
            file,
            _ => Volatile.Read(ref reads) ? new JournalException("It is broken.") : null,
            () =>
            {
                Volatile.Write(ref reads, true);
                return new JournalException("It is away.") { IsTransient = true };
            });
        await using RowExecutor executor = world.CreateExecutor();

        var exception = await Assert.ThrowsAsync<JournalException>(async () =>
        {
            await foreach (RowOutcome<Note> _ in executor.RunAsync(World.Notes(10_000), new() { Journal = new(journal, "run"), MaxBufferedBytes = 64 * 1024 }, TestContext.Current.CancellationToken))
            {
            }
        });

        Assert.Equal("It is broken.", exception.Message);
    }
}

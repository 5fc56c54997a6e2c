using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;
using Querent.Tests;

namespace Querent.Journal.Tests;

/// <summary>What a journal spares and keeps, as the meter's listeners see it.</summary>
public sealed class MeterTests : IDisposable
{
    private readonly Meters _meters = new();

    [Fact]
    public async Task Rows_and_queries_out_of_the_journal_are_counted_apart_from_those_that_are_asked()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(5));
        await world.ExecuteAsync("UPDATE rows SET ended_at = NULL, fingerprint = NULL, position = NULL WHERE position = 0");   // its answers are there, and its end is not
        await using SqliteJournal journal = await world.OpenAsync();
        await using RowExecutor executor = Executor(world);

        await RunAsync(executor, World.Notes(6), new() { Journal = new(journal, "run") });

        Dictionary<string, double> seen = _meters.Collect();
        Assert.Equal((4, 20), (seen["querent.rows.restored"], seen["querent.queries.restored"]));
        Assert.Equal((2, 4), (seen["querent.rows{querent.outcome=answered}"], seen["querent.queries{querent.outcome=answered}"]));
        Assert.Equal((4, 0), (seen["querent.attempts{querent.outcome=answered}"], seen["querent.rows.spilled"]));
    }

    [Fact]
    public async Task Rows_that_are_left_to_the_journal_while_they_wait_are_counted()
    {
        const int Rows = 300;
        await using World world = await World.CreateAsync(new() { Hold = new SlowQuery(others: 200 * 4).Hold });
        await using SqliteJournal journal = await world.OpenAsync();
        await using RowExecutor executor = Executor(world);

        await RunAsync(executor, World.Notes(Rows), new() { Journal = new(journal, "run"), MaxBufferedBytes = 256 * 1024 });

        Dictionary<string, double> seen = _meters.Collect();
        Assert.InRange(seen["querent.rows.spilled"], 1, Rows - 1);
        Assert.Equal(executor.GetStatistics().RowsSpilled, seen["querent.rows.spilled"]);
        Assert.Equal(0, seen["querent.rows.restored"]);
    }

    public void Dispose() => _meters.Dispose();

    private RowExecutor Executor(World world) => world.CreateExecutor(options: new()
    {
        MaxConcurrency = 16,
        RetryDelay = TimeSpan.FromTicks(1),
        MaxRetryDelay = TimeSpan.FromTicks(1),
        MeterFactory = _meters,
    });

    private static async Task RunAsync(RowExecutor executor, IEnumerable<Note.Input> notes, RunOptions options)
    {
        await foreach (RowOutcome<Note> outcome in executor.RunAsync(notes, options, TestContext.Current.CancellationToken))
        {
            outcome.ToRow();
        }
    }
}

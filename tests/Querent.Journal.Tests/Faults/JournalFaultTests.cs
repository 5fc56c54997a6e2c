using Microsoft.Data.Sqlite;
using Querent.Emulator;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests.Faults;

public sealed class JournalFaultTests
{
    [Fact]
    public async Task A_journal_that_is_away_for_a_while_is_waited_for_and_nothing_is_lost_or_asked_twice()
    {
        await using World world = await World.CreateAsync();
        await using (SqliteJournal file = await world.OpenAsync())
        {
            var journal = new MortalJournal(file, write => write is > 2 and < 6 ? new JournalException("It is away.") { IsTransient = true } : null);
            Assert.Equal(40, (await RunAsync(world, journal, World.Notes(40))).Count);
        }

        List<RowOutcome<Note>> again = await world.RunAsync(World.Notes(40));
        Assert.All(again, outcome => Assert.True(outcome.IsRestored));
        Assert.Equal(160, world.Attempts);
    }

    [Fact]
    public async Task A_journal_that_stays_away_ends_the_run_with_its_error_and_what_was_given_out_is_in_it()
    {
        await using World world = await World.CreateAsync(new() { Latency = EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(2)) });
        List<RowOutcome<Note>> given = [];
        int givenCount = 0;
        await using (SqliteJournal file = await world.OpenAsync())
        {
            var journal = new MortalJournal(file, _ => Volatile.Read(ref givenCount) >= 5 ? new JournalException("The process is dead.") : null);
            var exception = await Assert.ThrowsAsync<JournalException>(() => RunAsync(world, journal, World.Notes(500), given, () => Interlocked.Increment(ref givenCount)));
            Assert.Equal("The process is dead.", exception.Message);
        }

        Assert.InRange(given.Count, 5, 499);
        List<RowOutcome<Note>> again = await world.RunAsync(World.Notes(given.Count));
        Assert.All(again, outcome => Assert.True(outcome.IsRestored));
    }

    [Fact]
    public async Task A_file_that_another_program_has_locked_is_waited_for_and_said_so_once()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        await using var other = new SqliteConnection($"Data Source={world.File};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        SqliteSchema.Execute(other, "BEGIN IMMEDIATE");
        using var log = new WaitingLog();
        await using RowExecutor executor = world.CreateExecutor(options: new() { LoggerFactory = log });
        Task<int> run = CountAsync(executor.RunAsync(World.Notes(5), new() { Journal = new(journal, "run") }, TestContext.Current.CancellationToken));

        await log.Waits.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.False(run.IsCompleted);
        SqliteSchema.Execute(other, "ROLLBACK");

        Assert.Equal(5, await run);
        Assert.Equal(1, log.Count);
    }

    [Fact]
    public async Task A_run_that_waits_for_its_journal_obeys_its_callers_cancellation()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal file = await world.OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var journal = new MortalJournal(file, _ =>
        {
            stop.Cancel();
            return new JournalException("It is away.") { IsTransient = true };
        });
        await using RowExecutor executor = world.CreateExecutor();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CountAsync(executor.RunAsync(World.Notes(50), new() { Journal = new JournalOptions(journal, "run") with { MaxWait = TimeSpan.FromHours(1) } }, stop.Token)));
    }

    [Fact]
    public async Task An_entry_that_was_tampered_with_ends_the_run_and_gives_out_no_wrong_row()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(1));
        await world.ExecuteAsync("UPDATE rows SET failure = '{\"no\": \"failure\"}'");

        var exception = await Assert.ThrowsAsync<JournalException>(() => world.RunAsync(World.Notes(1)));

        Assert.Contains("did not write", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"no\": \"list\"}")]
    [InlineData("[{\"latency_ms\": true}]")]
    [InlineData("[{\"latency_ms\": 1e300}]")]
    [InlineData("[{\"model\"")]
    public async Task Attempts_that_no_longer_read_cost_no_answer_and_say_so_when_they_are_asked_for(string attempts)
    {
        await using World world = await World.CreateAsync();
        RowOutcome<Note> first = Assert.Single(await world.RunAsync(World.Notes(1)));
        await world.ExecuteAsync($"UPDATE calls SET attempts = '{attempts}'");

        RowOutcome<Note> second = Assert.Single(await world.RunAsync(World.Notes(1)));

        Assert.Equal(4, world.Attempts);
        Assert.Equal(first.ToRow(), second.ToRow());
        Assert.All(second.Queries, report =>
        {
            QueryError error = Assert.Single(report.Attempts).Error!;
            Assert.Equal(QueryErrorKind.Malformed, error.Kind);
            Assert.Contains("attempts cannot be read", error.Message, StringComparison.Ordinal);
            Assert.Equal(TimeSpan.Zero, report.Latency);
        });
    }

    [Fact]
    public async Task An_answer_that_no_longer_reads_is_asked_again()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(1));
        await using (var connection = new SqliteConnection($"Data Source={world.File};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            SqliteSchema.Execute(connection, "UPDATE calls SET answer = CAST('{\"id\": true}' AS BLOB) WHERE query = 'Two'");
        }

        RowOutcome<Note> outcome = Assert.Single(await world.RunAsync(World.Notes(1)));

        Assert.Equal(new Echo(0, "Two"), outcome.ToRow().Two);
        Assert.Equal(5, world.Attempts);
    }

    private static async Task<List<RowOutcome<Note>>> RunAsync(World world, IJournal journal, IEnumerable<Note.Input> notes, List<RowOutcome<Note>>? into = null, Action? given = null)
    {
        List<RowOutcome<Note>> outcomes = into ?? [];
        await using RowExecutor executor = world.CreateExecutor();
        await foreach (RowOutcome<Note> outcome in executor.RunAsync(notes, new() { Journal = new(journal, "run") }, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
            given?.Invoke();
        }

        return outcomes;
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<RowOutcome<Note>> run)
    {
        int count = 0;
        await foreach (RowOutcome<Note> _ in run)
        {
            count++;
        }

        return count;
    }
}

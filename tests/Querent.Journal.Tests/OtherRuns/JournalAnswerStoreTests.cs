using System.Security.Cryptography;
using Querent.Emulator;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests.OtherRuns;

public sealed class JournalAnswerStoreTests
{
    private const int QueriesARow = 4;

    private readonly ShiftedClock _clock = new();

    [Fact]
    public async Task Another_run_of_the_journal_asks_nothing_and_has_the_answers_as_its_own_from_then_on()
    {
        await using World world = await World.CreateAsync();
        await RunAsync(world, "first");
        Assert.Equal(10 * QueriesARow, world.Attempts);

        List<RowOutcome<Note>> second = await RunAsync(world, "second", journal => new(new JournalAnswerStore(journal)));
        List<RowOutcome<Note>> again = await RunAsync(world, "second");

        Assert.Equal(10 * QueriesARow, world.Attempts);
        Assert.All(second, outcome =>
        {
            Assert.False(outcome.IsRestored);
            Assert.All(outcome.Queries, query => Assert.Equal((true, false, 0), (query.IsStored, query.IsRestored, query.Attempts.Length)));
            Assert.All(outcome.Queries, query => Assert.NotNull(query.Model));
        });
        Assert.All(again, outcome => Assert.True(outcome.IsRestored));
        Assert.Equal(second.Select(outcome => outcome.ToRow()), again.Select(outcome => outcome.ToRow()));
    }

    [Fact]
    public async Task An_executor_without_a_journal_reads_the_answers_of_one_and_leaves_it_as_it_is()
    {
        await using World world = await World.CreateAsync();
        await RunAsync(world, "first");
        await using SqliteJournal journal = await world.OpenAsync();
        await using RowExecutor executor = Executor(world, new(new JournalAnswerStore(journal)));

        RowOutcome<Note> known = await executor.AskAsync(World.Notes(1).Single(), TestContext.Current.CancellationToken);
        RowOutcome<Note> unknown = await executor.AskAsync(new Note.Input { Id = 99, Text = "new" }, TestContext.Current.CancellationToken);

        Assert.Equal((0, "One"), (known.ToRow().Id, known.ToRow().One.Query));
        Assert.All(known.Queries, query => Assert.True(query.IsStored));
        Assert.All(unknown.Queries, query => Assert.False(query.IsStored));
        Assert.Equal(11 * QueriesARow, world.Attempts);
        Assert.Equal(10, Assert.Single(await journal.ListRunsAsync(TestContext.Current.CancellationToken)).AnsweredRows);
    }

    [Fact]
    public async Task Sampled_answers_of_other_runs_are_not_taken_unless_asked_for()
    {
        await using World world = await World.CreateAsync();
        await RunAsync(world, "first", temperature: 0.7);

        List<RowOutcome<Note>> second = await RunAsync(world, "second", journal => new(new JournalAnswerStore(journal)), temperature: 0.7);
        Assert.Equal(2 * 10 * QueriesARow, world.Attempts);
        Assert.All(second, outcome => Assert.DoesNotContain(outcome.Queries, query => query.IsStored));

        await RunAsync(world, "third", journal => new(new JournalAnswerStore(journal)) { IncludeSampled = true }, temperature: 0.7);
        Assert.Equal(2 * 10 * QueriesARow, world.Attempts);
    }

    [Fact]
    public async Task An_answer_grows_no_younger_by_being_used_in_another_run()
    {
        await using World world = await World.CreateAsync();
        AnswerStoreOptions OfAWeek(IJournal journal) => new(new JournalAnswerStore(journal)) { MaxAge = TimeSpan.FromDays(7) };
        await RunAsync(world, "day 0");

        _clock.Shift = TimeSpan.FromDays(5);
        await RunAsync(world, "day 5", OfAWeek);
        Assert.Equal(10 * QueriesARow, world.Attempts);

        _clock.Shift = TimeSpan.FromDays(10);
        List<RowOutcome<Note>> late = await RunAsync(world, "day 10", OfAWeek);

        Assert.Equal(2 * 10 * QueriesARow, world.Attempts);
        Assert.All(late, outcome => Assert.DoesNotContain(outcome.Queries, query => query.IsStored));
    }

    [Fact]
    public async Task Answers_of_before_the_time_that_is_asked_for_do_not_count()
    {
        await using World world = await World.CreateAsync();
        await RunAsync(world, "first");
        byte[] fingerprint = Convert.FromHexString((await world.SelectAsync("SELECT hex(fingerprint) FROM calls LIMIT 1"))[0]);
        await using SqliteJournal journal = await world.OpenAsync();
        var store = new JournalAnswerStore(journal);

        StoredAnswer? found = await store.FindAsync(fingerprint, null, TestContext.Current.CancellationToken);

        Assert.NotNull(found);
        Assert.NotNull(await store.FindAsync(fingerprint, found.AnsweredAt, TestContext.Current.CancellationToken));
        Assert.Null(await store.FindAsync(fingerprint, found.AnsweredAt.AddMilliseconds(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_that_is_protected_with_another_key_or_in_spite_of_none_is_asked_again()
    {
        await using World world = await World.CreateAsync();
        var key = JournalProtection.Aes(RandomNumberGenerator.GetBytes(32));
        var other = JournalProtection.Aes(RandomNumberGenerator.GetBytes(32));
        await RunAsync(world, "first", protection: key);

        await AssertAsync(key, paid: 0);
        await AssertAsync(other, paid: QueriesARow);
        await AssertAsync(null, paid: QueriesARow);

        async Task AssertAsync(JournalProtection? protection, int paid)
        {
            long before = world.Attempts;
            await using SqliteJournal journal = await world.OpenAsync();
            await using RowExecutor executor = Executor(world, new(new JournalAnswerStore(journal, protection)));
            (await executor.AskAsync(World.Notes(1).Single(), TestContext.Current.CancellationToken)).ToRow();
            Assert.Equal(paid, world.Attempts - before);
        }
    }

    [Fact]
    public async Task A_journal_that_is_closed_costs_no_row()
    {
        await using World world = await World.CreateAsync();
        SqliteJournal journal = await world.OpenAsync();
        await using RowExecutor executor = Executor(world, new(new JournalAnswerStore(journal)));
        await journal.DisposeAsync();

        RowOutcome<Note> outcome = await executor.AskAsync(World.Notes(1).Single(), TestContext.Current.CancellationToken);

        Assert.Equal(0, outcome.ToRow().Id);
        Assert.Equal(QueriesARow, world.Attempts);
    }

    /// <summary>Runs ten notes as a process of its own would.</summary>
    private async Task<List<RowOutcome<Note>>> RunAsync(World world, string run, Func<IJournal, AnswerStoreOptions>? store = null, JournalProtection? protection = null, double? temperature = null)
    {
        await using SqliteJournal journal = await world.OpenAsync();
        await using RowExecutor executor = Executor(world, store?.Invoke(journal), temperature);
        List<RowOutcome<Note>> outcomes = [];
        var options = new RunOptions { Journal = new JournalOptions(journal, run) { Protection = protection } };
        await foreach (RowOutcome<Note> outcome in executor.RunAsync(World.Notes(10), options, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private RowExecutor Executor(World world, AnswerStoreOptions? store, double? temperature = null) => new(
        new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = world.Emulator.Endpoint, Deployment = OpenAIEmulator.DefaultDeployment, ApiKey = OpenAIEmulator.DefaultApiKey, Temperature = temperature }),
        new() { AnswerStore = store, TimeProvider = _clock, RetryDelay = TimeSpan.FromTicks(1) });

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}

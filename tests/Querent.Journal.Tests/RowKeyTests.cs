using System.Collections.Concurrent;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests;

public sealed class RowKeyTests
{
    [Fact]
    public async Task A_row_whose_key_an_earlier_one_has_fails_and_nothing_is_asked_for_it()
    {
        await using World world = await World.CreateAsync();

        List<RowOutcome<Keyed>> outcomes = await RunAsync(world, [Row("a", "1"), Row("b", "2"), Row("a", "3")]);

        Assert.True(outcomes[0].TryGetRow(out _, out _));
        Assert.True(outcomes[1].TryGetRow(out _, out _));
        Assert.False(outcomes[2].TryGetRow(out _, out RowFailure? failure));
        Assert.Equal(QueryErrorKind.InvalidInput, failure.Error.Kind);
        Assert.Contains("the same [RowKey]", failure.Error.Message, StringComparison.Ordinal);
        Assert.Equal(2, world.Attempts);
    }

    [Fact]
    public async Task Equal_keys_are_numbered_on_request_also_where_the_number_is_anothers_key()
    {
        await using World world = await World.CreateAsync();
        Keyed.Input[] rows = [Row("a#2", "0"), Row("a", "1"), Row("a", "2"), Row("a", "3")];

        await RunAsync(world, rows, DuplicateRowKeys.Number);
        List<RowOutcome<Keyed>> again = await RunAsync(world, rows, DuplicateRowKeys.Number);

        Assert.Equal(4, world.Attempts);
        Assert.All(again, outcome => Assert.True(outcome.IsRestored));
        Assert.Equal(["a", "a#2", "a#3", "a#4"], await KeysAsync(world));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_purge_by_key_takes_one_row_and_each_numbered_one_by_a_key_of_its_own(bool isProtected)
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        var options = new JournalOptions(journal, "run") { DuplicateKeys = DuplicateRowKeys.Number, Protection = isProtected ? JournalProtection.Aes(new byte[32]) : null };
        await RunAsync(world, options, [Row("a", "1"), Row("a", "2"), Row("a", "3")]);

        Assert.Equal(1, await PurgeAsync("a"));

        Assert.Equal(new[] { options.KeyOf("a#2"), options.KeyOf("a#3") }.Order(StringComparer.Ordinal), await KeysAsync(world));
        Assert.Equal(1, await PurgeAsync("a#2"));
        Assert.Equal(1, await PurgeAsync("a#3"));
        Assert.Empty(await KeysAsync(world));

        async Task<long> PurgeAsync(string key) => await journal.PurgeAsync(new() { Run = "run", RowKey = options.KeyOf(key) }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Rows_without_a_key_are_purged_by_the_beginning_of_their_inputs_hash()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        var observer = new InputHashes();
        await using RowExecutor executor = world.CreateExecutor(options: new() { AttemptObserver = observer });
        Note.Input note = World.Notes(1).Single();
        await foreach (RowOutcome<Note> outcome in executor.RunAsync([note, note], new() { Journal = new(journal, "run") { Protection = JournalProtection.Aes(new byte[32]) } }, TestContext.Current.CancellationToken))
        {
            Assert.True(outcome.TryGetRow(out _, out _));
        }

        string key = Assert.Single(observer.Seen.Distinct())[..32];
        Assert.Equal([key, key + "#2"], await KeysAsync(world));
        Assert.Equal(1, await journal.PurgeAsync(new() { RowKey = key }, TestContext.Current.CancellationToken));
        Assert.Equal(1, await journal.PurgeAsync(new() { RowKey = key + "#2" }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_row_is_known_by_its_key_when_the_rest_of_it_changes()
    {
        await using World world = await World.CreateAsync();
        await RunAsync(world, [Row("a", "before")]);

        RowOutcome<Keyed> changed = Assert.Single(await RunAsync(world, [Row("a", "after")]));

        Assert.False(changed.IsRestored);
        Assert.Equal(2, world.Attempts);
        Assert.Equal(["a"], await KeysAsync(world));
    }

    [Fact]
    public async Task A_key_is_stored_as_it_is_and_as_a_hash_of_its_own_in_each_run_that_is_protected_or_keeps_no_answers()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        JournalProtection protection = JournalProtection.Aes(new byte[32]);
        JournalOptions[] runs =
        [
            new(journal, "plain"),
            new(journal, "protected") { Protection = protection },
            new(journal, "protected too") { Protection = protection },
            new(journal, "without answers") { KeepAnswers = false },
        ];
        foreach (JournalOptions run in runs)
        {
            await RunAsync(world, run, [Row("canary-of-the-key", "text")]);
        }

        List<string> keys = await world.SelectAsync("SELECT key FROM rows ORDER BY run");

        Assert.Equal(runs.Select(run => run.KeyOf("canary-of-the-key")), keys);
        Assert.Equal("canary-of-the-key", keys[0]);
        Assert.All(keys.Skip(1), key => Assert.Matches("^[0-9a-f]{64}$", key));
        Assert.Equal(4, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_row_that_failed_and_has_another_input_now_is_asked_again()
    {
        await using World world = await World.CreateAsync(new()
        {
            Answer = request => request.User.EndsWith("/bad", StringComparison.Ordinal) ? new Emulator.EmulatorAnswer("no JSON") : World.EchoOf(request),
        });
        Assert.False(Assert.Single(await RunAsync(world, [Row("a", "bad")])).TryGetRow(out _, out _));

        Assert.True(Assert.Single(await RunAsync(world, [Row("a", "good")])).TryGetRow(out _, out _));

        Assert.Equal(2, world.Attempts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task A_key_that_is_no_text_fails_its_row(string key)
    {
        await using World world = await World.CreateAsync();

        RowOutcome<Keyed> outcome = Assert.Single(await RunAsync(world, [Row(key, "text")]));

        Assert.False(outcome.TryGetRow(out _, out RowFailure? failure));
        Assert.Equal(QueryErrorKind.InvalidInput, failure.Error.Kind);
        Assert.Equal(0, world.Attempts);
    }

    [Fact]
    public async Task A_key_with_half_of_a_surrogate_pair_fails_its_row_and_one_with_a_whole_pair_does_not()
    {
        // No data of a theory: those are made valid.
        await A_key_that_is_no_text_fails_its_row("half of a pair \ud800");
        await A_key_that_is_no_text_fails_its_row("\udc00 the other half");
        await A_key_that_is_no_text_fails_its_row("\ufffd is a character \ud800");
        await using World world = await World.CreateAsync();
        Assert.True(Assert.Single(await RunAsync(world, [Row("\ud83d\ude00", "text")])).TryGetRow(out _, out _));
    }

    private static Keyed.Input Row(string name, string text) => new() { Name = name, Text = text };

    private static async Task<List<RowOutcome<Keyed>>> RunAsync(World world, Keyed.Input[] rows, DuplicateRowKeys duplicates = DuplicateRowKeys.Refuse)
    {
        await using SqliteJournal journal = await world.OpenAsync();
        return await RunAsync(world, new(journal, "run") { DuplicateKeys = duplicates }, rows);
    }

    private static async Task<List<RowOutcome<Keyed>>> RunAsync(World world, JournalOptions journal, Keyed.Input[] rows)
    {
        await using RowExecutor executor = world.CreateExecutor();
        List<RowOutcome<Keyed>> outcomes = [];
        await foreach (RowOutcome<Keyed> outcome in executor.RunAsync(rows, new() { Journal = journal }, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private static Task<List<string>> KeysAsync(World world) => world.SelectAsync("SELECT key FROM rows ORDER BY key");

    private sealed class InputHashes : IAttemptObserver
    {
        public ConcurrentQueue<string> Seen { get; } = new();

        public void OnAttempt(AttemptRecord attempt) => Seen.Enqueue(attempt.InputHash!);
    }
}

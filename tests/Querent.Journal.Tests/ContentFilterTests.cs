using Querent.Emulator;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests;

/// <summary>What no content filter has looked at is not passed off for looked at, because it was recorded in between.</summary>
public sealed class ContentFilterTests
{
    private const int Queries = 3 * 4;

    [Fact]
    public async Task An_answer_that_no_filter_looked_at_is_asked_again_only_where_one_is_required()
    {
        await using World world = await CreateAsync(isFilterDown: true);
        await world.RunAsync(World.Notes(3));

        List<RowOutcome<Note>> lax = await world.RunAsync(World.Notes(3));
        Assert.Equal(Queries, world.Attempts);
        Assert.All(lax.SelectMany(outcome => outcome.Queries), query => Assert.True(Assert.Single(query.Attempts).Notes is { IsUnfiltered: true }));

        List<RowOutcome<Note>> strict = await world.RunAsync(World.Notes(3), requireContentFilter: true);
        Assert.Equal(2 * Queries, world.Attempts);
        Assert.All(strict, outcome => Assert.Equal((false, "Four"), (outcome.IsRestored, outcome.ToRow().Four.Query)));

        Assert.All(await world.RunAsync(World.Notes(3), requireContentFilter: true), outcome => Assert.True(outcome.IsRestored));
        Assert.Equal(2 * Queries, world.Attempts);
    }

    [Fact]
    public async Task An_answer_that_passed_the_filter_is_not_bought_again()
    {
        await using World world = await CreateAsync();
        await world.RunAsync(World.Notes(3));

        List<RowOutcome<Note>> strict = await world.RunAsync(World.Notes(3), requireContentFilter: true);

        Assert.Equal(Queries, world.Attempts);
        Assert.All(strict, outcome => Assert.True(outcome.IsRestored));
        Assert.All(strict.SelectMany(outcome => outcome.Queries), query => Assert.Null(Assert.Single(query.Attempts).Notes));
    }

    [Fact]
    public async Task Of_two_answers_to_the_same_the_one_that_passed_the_filter_is_taken_though_it_is_the_older()
    {
        await using World world = await CreateAsync();
        await world.RunAsync(World.Notes(3));
        await world.ExecuteAsync("INSERT INTO calls (row, query, fingerprint, answer, attempts, recorded_at) SELECT row, query, fingerprint, answer, json_set(attempts, '$[0].unfiltered', json('true')), recorded_at FROM calls");

        Assert.All(await world.RunAsync(World.Notes(3), requireContentFilter: true), outcome => Assert.True(outcome.IsRestored));
        Assert.Equal(Queries, world.Attempts);
    }

    [Fact]
    public async Task An_answer_of_which_an_earlier_version_did_not_say_it_is_asked_again_where_a_filter_is_required()
    {
        await using World world = await CreateAsync();
        await world.RunAsync(World.Notes(3));
        await world.ExecuteAsync("UPDATE calls SET attempts = json_remove(attempts, '$[0].unfiltered')");
        AnswerStoreOptions OfTheJournal(IJournal journal) => new(new JournalAnswerStore(journal));

        Assert.All(await world.RunAsync(World.Notes(3)), outcome => Assert.True(outcome.IsRestored));
        Assert.All(await world.RunAsync(World.Notes(3), run: "lax", store: OfTheJournal), AssertStored);
        Assert.Equal(Queries, world.Attempts);

        Assert.All(await world.RunAsync(World.Notes(3), run: "strict", requireContentFilter: true, store: OfTheJournal), AssertAsked);
        Assert.Equal(2 * Queries, world.Attempts);

        Assert.All(await world.RunAsync(World.Notes(3), requireContentFilter: true), outcome => Assert.False(outcome.IsRestored));
        Assert.Equal(3 * Queries, world.Attempts);
    }

    [Fact]
    public async Task Another_runs_answer_that_no_filter_looked_at_is_taken_only_where_none_is_required()
    {
        await using World world = await CreateAsync(isFilterDown: true);
        AnswerStoreOptions OfTheJournal(IJournal journal) => new(new JournalAnswerStore(journal));
        await world.RunAsync(World.Notes(3));

        Assert.All(await world.RunAsync(World.Notes(3), run: "lax", store: OfTheJournal), AssertStored);
        Assert.Equal(Queries, world.Attempts);

        Assert.All(await world.RunAsync(World.Notes(3), run: "strict", requireContentFilter: true, store: OfTheJournal), AssertAsked);
        Assert.Equal(2 * Queries, world.Attempts);
    }

    [Fact]
    public async Task An_answer_that_was_taken_from_another_run_is_one_that_passed_the_filter_still()
    {
        await using World world = await CreateAsync();
        AnswerStoreOptions OfTheJournal(IJournal journal) => new(new JournalAnswerStore(journal));
        await world.RunAsync(World.Notes(3), run: "first");
        await world.RunAsync(World.Notes(3), run: "second", store: OfTheJournal);
        await world.ExecuteAsync("DELETE FROM calls WHERE row IN (SELECT rows.id FROM rows JOIN runs ON runs.id = rows.run WHERE name = 'first')");

        List<RowOutcome<Note>> third = await world.RunAsync(World.Notes(3), run: "third", requireContentFilter: true, store: OfTheJournal);
        Assert.All(third, AssertStored);
        Assert.All(third.SelectMany(outcome => outcome.Queries), query => Assert.NotNull(query.Model));
        List<RowOutcome<Note>> again = await world.RunAsync(World.Notes(3), run: "second", requireContentFilter: true);

        Assert.All(again, outcome => Assert.True(outcome.IsRestored));
        Assert.All(again.SelectMany(outcome => outcome.Queries), query => Assert.Empty(query.Attempts));
        Assert.Equal(Queries, world.Attempts);
        Assert.Empty(await world.SelectAsync("SELECT * FROM attempts"));
        Assert.Equal(["taken"], await world.SelectAsync("SELECT DISTINCT key FROM calls, json_each(calls.attempts, '$[0]') WHERE key = 'taken'"));
    }

    private static Task<World> CreateAsync(bool isFilterDown = false)
        => World.CreateAsync(isFilterDown ? new() { Faults = [FaultRule.FirstAttempts(EmulatorFault.FilterDown())] } : null);

    private static void AssertStored(RowOutcome<Note> outcome) => Assert.All(outcome.Queries, query => Assert.True(query.IsStored));

    private static void AssertAsked(RowOutcome<Note> outcome) => Assert.All(outcome.Queries, query => Assert.False(query.IsStored));
}

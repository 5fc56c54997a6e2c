namespace Querent.Journal.Suite;

/// <summary>Runs are begun, gone on with, and held by one.</summary>
/// <typeparam name="TStore">The store that is held to it.</typeparam>
public abstract class OpeningTests<TStore> : StoreTests<TStore>
    where TStore : class, IJournalStore<TStore>
{
    [Fact]
    public async Task A_run_is_new_until_something_is_recorded_of_it()
    {
        await using (IJournalRun run = await OpenRunAsync())
        {
            Assert.True(run.IsNew);
        }

        await using (IJournalRun run = await OpenRunAsync())
        {
            Assert.True(run.IsNew);
            await run.WriteAsync([Entry.Call("a")], Token);
        }

        await using (IJournalRun run = await OpenRunAsync())
        {
            Assert.False(run.IsNew);
        }

        await using IJournalRun other = await OpenRunAsync("other");
        Assert.True(other.IsNew);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("2026-11-30 \"nightly\" 'x'; DROP TABLE runs -- 😀 ä")]
    [InlineData("a\\b%_$run")]
    public async Task A_run_has_any_name(string name)
    {
        await RecordAsync(name, Entry.Call("a"));
        await RecordAsync(name + ".", Entry.Call("b"));

        Assert.Equal(["a"], (await FindAsync(name, "a", "b")).Keys);
        Assert.Equal([name, name + "."], (await Journal.ListRunsAsync(Token)).Select(run => run.Name));
    }

    [Fact]
    public async Task A_run_has_a_name_of_200_characters()
    {
        string name = string.Concat(Enumerable.Repeat("漢", 200));
        await RecordAsync(name, Entry.End("a"));

        Assert.Equal(name, Assert.Single(await Journal.ListRunsAsync(Token)).Name);
    }

    [Fact]
    public async Task A_run_that_is_open_is_refused_to_a_second_holder()
    {
        await using (IJournalRun run = await OpenRunAsync("held"))
        {
            JournalException refused = await Assert.ThrowsAsync<JournalException>(async () => await OpenRunAsync("held"));
            Assert.False(refused.IsTransient);
            Assert.Contains("'held'", refused.Message, StringComparison.Ordinal);
            await run.WriteAsync([Entry.Call("a")], Token);
        }

        Assert.Single(await FindAsync("held", "a"));
    }

    [Fact]
    public async Task A_run_that_is_open_is_refused_to_a_second_process()
    {
        await using IJournalRun run = await OpenRunAsync();

        JournalException refused = await Assert.ThrowsAsync<JournalException>(async () =>
        {
            await using IJournal second = await Store.OpenAsync();
            await using IJournalRun opened = await OpenRunAsync(journal: second);
        });

        Assert.False(refused.IsTransient);
        Assert.Contains("open", refused.Message, StringComparison.Ordinal);
        await run.WriteAsync([Entry.Call("a")], Token);
        Assert.Single(await run.FindAsync(["a"], Token));
    }

    [Fact]
    public async Task A_run_that_was_closed_is_open_to_the_next_process_at_once()
    {
        await RecordAsync("run", Entry.Call("a"), Entry.End("a"));

        await ReopenAsync();

        Assert.NotNull((await FindAsync("run", "a"))["a"].End);
    }

    [Fact]
    public async Task A_run_of_another_row_type_is_refused_and_stays_as_it_was()
    {
        await RecordAsync("run", Entry.Call("a"));

        JournalException refused = await Assert.ThrowsAsync<JournalException>(
            async () => await Journal.OpenRunAsync(new JournalRunInfo("run", "Other", Entry.Noon.AddHours(1)), Token));

        Assert.False(refused.IsTransient);
        Assert.Contains("of Row rows, not of Other", refused.Message, StringComparison.Ordinal);
        JournalRunSummary run = Assert.Single(await Journal.ListRunsAsync(Token));
        Assert.Equal(("Row", Entry.Noon), (run.RowType, run.OpenedAt));
        Assert.Single(await FindAsync("run", "a"));
    }

    [Fact]
    public async Task Nothing_is_opened_with_a_token_that_was_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Journal.OpenRunAsync(new JournalRunInfo("run", "Row", Entry.Noon), new CancellationToken(canceled: true)));

        Assert.Empty(await Journal.ListRunsAsync(Token));
        await using IJournalRun run = await OpenRunAsync();
    }

    [Fact]
    public async Task A_journal_that_was_closed_says_so()
    {
        await Journal.DisposeAsync();

        JournalException closed = await Assert.ThrowsAsync<JournalException>(async () => await Journal.ListRunsAsync(Token));

        Assert.False(closed.IsTransient);
        Assert.Contains("closed", closed.Message, StringComparison.Ordinal);
    }
}

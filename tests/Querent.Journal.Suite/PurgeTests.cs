namespace Querent.Journal.Suite;

/// <summary>A journal forgets what it is told to.</summary>
/// <typeparam name="TStore">The store that is held to it.</typeparam>
public abstract class PurgeTests<TStore> : StoreTests<TStore>
    where TStore : class, IJournalStore<TStore>
{
    [Fact]
    public async Task A_run_is_forgotten_with_all_of_its_rows_and_its_name_is_free()
    {
        await RecordAsync("gone", Entry.Call("a"), Entry.End("a"), Entry.Call("b"));
        await RecordAsync("kept", Entry.Call("a"), Entry.End("a"));

        Assert.Equal(2, await Journal.PurgeAsync(new JournalPurge { Run = "gone" }, Token));

        Assert.Equal("kept", Assert.Single(await Journal.ListRunsAsync(Token)).Name);
        Assert.Single((await FindAsync("kept", "a"))["a"].Calls);
        await using IJournalRun again = await OpenRunAsync("gone", rowType: "Other");
        Assert.True(again.IsNew);
        Assert.Empty(await again.FindAsync(["a", "b"], Token));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a\0b")]
    public async Task A_key_is_forgotten_in_every_run(string key)
    {
        await RecordAsync("one", Entry.Call(key), Entry.End(key), Entry.Call("b"));
        await RecordAsync("two", Entry.Call(key));
        await RecordAsync("three", Entry.Call("c"));

        Assert.Equal(2, await Journal.PurgeAsync(new JournalPurge { RowKey = key }, Token));

        Assert.Equal(["one", "three"], (await Journal.ListRunsAsync(Token)).Select(run => run.Name));
        Assert.Equal(["b"], (await FindAsync("one", key, "b")).Keys);
        Assert.Null(await Journal.FindAnswerAsync(Entry.Call(key).Fingerprint, cancellationToken: Token));
    }

    [Fact]
    public async Task Rows_of_which_nothing_was_recorded_since_are_forgotten()
    {
        DateTimeOffset bound = Entry.Noon.AddDays(1);
        await RecordAsync(
            "run",
            Entry.Call("old"), Entry.End("old"),
            Entry.Call("old, and not ended"),
            Entry.Call("ended later"), Entry.End("ended later", at: bound),
            Entry.Call("called later"), Entry.End("called later"), Entry.Call("called later", "Two", at: bound.AddDays(1)));

        Assert.Equal(2, await Journal.PurgeAsync(new JournalPurge { RecordedBefore = bound }, Token));

        Dictionary<string, JournaledRow> left = await FindAsync("run", "old", "old, and not ended", "ended later", "called later");
        Assert.Equal(["called later", "ended later"], left.Keys.Order());
        Assert.Equal(2, left["called later"].Calls.Length);
    }

    [Fact]
    public async Task Rows_must_meet_every_condition()
    {
        await RecordAsync("one", Entry.Call("a"), Entry.Call("b"), Entry.Call("c", at: Entry.Noon.AddDays(1)));
        await RecordAsync("two", Entry.Call("a"));

        Assert.Equal(0, await Journal.PurgeAsync(new JournalPurge { Run = "one", RowKey = "c", RecordedBefore = Entry.Noon.AddHours(1) }, Token));
        Assert.Equal(1, await Journal.PurgeAsync(new JournalPurge { Run = "one", RowKey = "a", RecordedBefore = Entry.Noon.AddHours(1) }, Token));

        Assert.Equal(["b", "c"], (await FindAsync("one", "a", "b", "c")).Keys.Order());
        Assert.Single(await FindAsync("two", "a"));
    }

    [Fact]
    public async Task A_run_that_is_open_is_not_touched()
    {
        await RecordAsync("closed", Entry.Call("a"));
        await using (IJournalRun run = await OpenRunAsync("open"))
        {
            await run.WriteAsync([Entry.Call("a")], Token);

            JournalException byRun = await Assert.ThrowsAsync<JournalException>(async () => await Journal.PurgeAsync(new JournalPurge { Run = "open" }, Token));
            JournalException byKey = await Assert.ThrowsAsync<JournalException>(async () => await Journal.PurgeAsync(new JournalPurge { RowKey = "a" }, Token));

            Assert.All([byRun, byKey], refused => Assert.Contains("'open'", refused.Message, StringComparison.Ordinal));
            Assert.Single(await run.FindAsync(["a"], Token));
        }

        Assert.Single(await FindAsync("closed", "a"));
        Assert.Equal(2, await Journal.PurgeAsync(new JournalPurge { RowKey = "a" }, Token));
    }

    [Fact]
    public async Task A_run_that_is_open_and_has_no_rows_yet_is_left_by_the_purge_of_another()
    {
        await RecordAsync("gone", Entry.Call("a"));
        await using IJournalRun run = await OpenRunAsync("open");

        Assert.Equal(1, await Journal.PurgeAsync(new JournalPurge { Run = "gone" }, Token));

        Assert.Equal("open", Assert.Single(await Journal.ListRunsAsync(Token)).Name);
        await run.WriteAsync([Entry.Call("a"), Entry.End("a")], Token);
        Assert.Single(await run.FindAsync(["a"], Token));
    }

    [Fact]
    public async Task A_run_without_rows_is_forgotten_by_its_name()
    {
        await RecordAsync("empty");

        Assert.Equal(0, await Journal.PurgeAsync(new JournalPurge { Run = "empty" }, Token));

        Assert.Empty(await Journal.ListRunsAsync(Token));
    }

    [Fact]
    public async Task A_purge_without_a_condition_is_refused()
        => await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.PurgeAsync(new JournalPurge(), Token));
}

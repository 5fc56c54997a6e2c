namespace Querent.Journal.Suite;

/// <summary>A journal tells what runs it has.</summary>
/// <typeparam name="TStore">The store that is held to it.</typeparam>
public abstract class ListingTests<TStore> : StoreTests<TStore>
    where TStore : class, IJournalStore<TStore>
{
    [Fact]
    public async Task An_empty_journal_has_none() => Assert.Empty(await Journal.ListRunsAsync(Token));

    [Fact]
    public async Task Runs_are_listed_the_oldest_first_with_their_rows_by_how_they_ended_last()
    {
        await RecordAsync("z", Entry.Call("a"), Entry.End("a"), Entry.End("b", failure: "{}"), Entry.End("c", failure: "{}"), Entry.Call("d"));
        await using (await Journal.OpenRunAsync(new JournalRunInfo("a", "Other", Entry.Noon.AddDays(1)), Token))
        {
        }

        await using (IJournalRun again = await Journal.OpenRunAsync(new JournalRunInfo("z", "Row", Entry.Noon.AddDays(2)), Token))
        {
            await again.WriteAsync([Entry.Call("b"), Entry.End("b")], Token);
        }

        Assert.Equal(
            [
                new JournalRunSummary("z", "Row", Entry.Noon, Entry.Noon.AddDays(2), AnsweredRows: 2, FailedRows: 1),
                new JournalRunSummary("a", "Other", Entry.Noon.AddDays(1), Entry.Noon.AddDays(1), 0, 0),
            ],
            await Journal.ListRunsAsync(Token));
    }

    [Fact]
    public async Task A_run_is_listed_while_it_is_open()
    {
        await using IJournalRun run = await OpenRunAsync();
        await run.WriteAsync([Entry.End("a")], Token);

        Assert.Equal(1, Assert.Single(await Journal.ListRunsAsync(Token)).AnsweredRows);
    }
}

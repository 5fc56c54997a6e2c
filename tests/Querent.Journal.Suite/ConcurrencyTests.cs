namespace Querent.Journal.Suite;

/// <summary>Many use a journal at once.</summary>
/// <typeparam name="TStore">The store that is held to it.</typeparam>
public abstract class ConcurrencyTests<TStore> : StoreTests<TStore>
    where TStore : class, IJournalStore<TStore>
{
    [Fact]
    public async Task Writes_of_one_run_at_once_are_all_recorded()
    {
        await using IJournalRun run = await OpenRunAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, 120), Token, async (row, token) =>
        {
            string key = Entry.Key(row);
            await run.WriteAsync([Entry.Call(key), Entry.End(key, row)], token);
            Assert.Equal(row, Assert.Single(await run.FindAsync([key], token)).End!.Position);
        });

        Assert.Equal(120, (await run.FindAsync([.. Enumerable.Range(0, 120).Select(Entry.Key)], Token)).Count);
    }

    [Fact]
    public async Task Runs_at_once_keep_to_themselves()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 6), Token, async (number, token) =>
        {
            await using IJournalRun run = await OpenRunAsync(Entry.Key(number));
            for (int write = 0; write < 10; write++)
            {
                await run.WriteAsync([.. Enumerable.Range(write * 20, 20).SelectMany(row => (JournalEntry[])[Entry.Call(Entry.Key(row), answer: $"{number}"), Entry.End(Entry.Key(row), row)])], token);
            }
        });

        for (int number = 0; number < 6; number++)
        {
            Dictionary<string, JournaledRow> found = await FindAsync(Entry.Key(number), [.. Enumerable.Range(0, 200).Select(Entry.Key)]);
            Assert.Equal(200, found.Count);
            Assert.All(found.Values, row => Assert.Equal($"{number}", System.Text.Encoding.UTF8.GetString(Assert.Single(row.Calls).Answer!.Value.Span)));
        }
    }

    [Fact]
    public async Task Of_many_who_open_a_run_one_has_it()
    {
        IJournalRun?[] opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await OpenRunAsync();
            }
            catch (JournalException)
            {
                return null;
            }
        })));

        await using IJournalRun run = Assert.Single(opened.OfType<IJournalRun>());
        await run.WriteAsync([Entry.Call("a")], Token);
    }
}

namespace Querent.Journal.Suite;

/// <summary>What was recorded of rows is found by their keys.</summary>
/// <typeparam name="TStore">The store that is held to it.</typeparam>
public abstract class FindingTests<TStore> : StoreTests<TStore>
    where TStore : class, IJournalStore<TStore>
{
    [Fact]
    public async Task A_row_of_which_nothing_is_recorded_is_not_found()
    {
        await RecordAsync("run", Entry.Call("a"));

        Assert.Empty(await FindAsync("run", "b", "A", "a ", " a"));
        Assert.Empty(await FindAsync("run"));
    }

    [Fact]
    public async Task Five_hundred_rows_are_found_at_once_each_with_its_own()
    {
        await RecordAsync("run", [.. Enumerable.Range(0, 900).SelectMany(row => (JournalEntry[])[Entry.Call(Entry.Key(row)), Entry.Call(Entry.Key(row), "Two"), Entry.End(Entry.Key(row), row)])]);

        Dictionary<string, JournaledRow> found = await FindAsync("run", [.. Enumerable.Range(600, 500).Select(Entry.Key)]);

        Assert.Equal(Enumerable.Range(600, 300).Select(Entry.Key).Order(), found.Keys.Order());
        foreach ((string key, JournaledRow row) in found)
        {
            Assert.Equal(key, Entry.Key((int)row.End!.Position));
            Assert.Equal(["One", "Two"], row.Calls.Select(call => call.Query));
            Assert.All(row.Calls, call => Entry.AssertSame(Entry.Call(key, call.Query), call));
        }
    }

    [Fact]
    public async Task A_runs_rows_are_its_own()
    {
        await RecordAsync("first", Entry.Call("a", answer: "1"), Entry.End("a"));
        await RecordAsync("second", Entry.Call("a", answer: "2"));

        Assert.Equal("1"u8.ToArray(), Assert.Single((await FindAsync("first", "a"))["a"].Calls).Answer!.Value.ToArray());
        JournaledRow second = (await FindAsync("second", "a"))["a"];
        Assert.Equal("2"u8.ToArray(), Assert.Single(second.Calls).Answer!.Value.ToArray());
        Assert.Null(second.End);
    }

    [Fact]
    public async Task Keys_are_told_apart_as_they_are_written()
    {
        string[] keys =
        [
            "a", "A", "a ", " a", "ä", "a\u0308", "ß", "SS", "😀", "漢字", "a\nb", "a\tb", "'\"\\", "$1", "%", "_", "NULL", "0", "00",
            "a\0b", "a\0c", "\0", "\u001a", "a\u001ab", "\ud800x", "a\u00ad", "\u200b", "'; DROP TABLE rows; --", "{a,b}",
            Long('x'), Long('y'), Long('é'), Long('x') + "a\0",
        ];
        await RecordAsync("run", [.. keys.Select((key, position) => Entry.Call(key, answer: $"{position}"))]);
        await RecordAsync("run", [.. keys.Select((key, position) => Entry.End(key, position))]);

        Dictionary<string, JournaledRow> found = await FindAsync("run", keys);

        Assert.Equal(keys.Length, found.Count);
        for (int position = 0; position < keys.Length; position++)
        {
            JournaledRow row = found[keys[position]];
            Entry.AssertSame(Entry.End(keys[position], position), row.End);
            Entry.AssertSame(Entry.Call(keys[position], answer: $"{position}"), Assert.Single(row.Calls));
        }
    }

    /// <summary>A key that no index takes whole, unlike others only at its end, and of which little is left by no compression.</summary>
    private static string Long(char last) => string.Concat(Enumerable.Range(0, 200).Select(part => Convert.ToHexString(Entry.Hash($"{part}")))) + last;
}

using System.Text;

namespace Querent.Journal.Suite;

/// <summary>What is written comes back, in the order in which it was written.</summary>
/// <typeparam name="TStore">The store that is held to it.</typeparam>
public abstract class WritingTests<TStore> : StoreTests<TStore>
    where TStore : class, IJournalStore<TStore>
{
    [Fact]
    public async Task All_of_a_row_comes_back_to_the_next_process()
    {
        JournalCall[] calls = [Entry.Call("a", prompt: "[]"), Entry.Call("a", "Two", answer: null, at: Entry.Noon.AddSeconds(1)), Entry.Call("a", "Three", "\"é 😀 \\u0000\"")];
        JournalRowEnd end = Entry.End("a", long.MaxValue, """{"error":{"kind":"Refused","message":"\"é\u0001"}}""", Entry.Noon.AddSeconds(2));
        await RecordAsync("run", [.. calls, end]);
        await ReopenAsync();

        JournaledRow row = (await FindAsync("run", "a"))["a"];

        Assert.All(calls.Zip(row.Calls), pair => Entry.AssertSame(pair.First, pair.Second));
        Assert.Equal(calls.Length, row.Calls.Length);
        Entry.AssertSame(end, row.End);
    }

    [Fact]
    public async Task A_time_with_an_offset_is_the_same_moment()
    {
        DateTimeOffset inTokyo = Entry.Noon.ToOffset(TimeSpan.FromHours(9));
        await RecordAsync("run", Entry.Call("a", at: inTokyo), Entry.End("a", at: inTokyo));

        JournaledRow row = (await FindAsync("run", "a"))["a"];

        Assert.Equal(Entry.Noon, row.End!.RecordedAt);
        Assert.Equal(Entry.Noon, Assert.Single(row.Calls).RecordedAt);
    }

    [Fact]
    public async Task A_row_has_calls_before_it_ends_and_may_end_without_any()
    {
        await RecordAsync("run", Entry.Call("called"), Entry.End("ended", 3));

        Dictionary<string, JournaledRow> found = await FindAsync("run", "called", "ended");

        Assert.Null(found["called"].End);
        Assert.Single(found["called"].Calls);
        Assert.Equal(3, found["ended"].End!.Position);
        Assert.Empty(found["ended"].Calls);
    }

    [Fact]
    public async Task An_answer_is_of_any_length_and_of_any_bytes()
    {
        byte[] large = new byte[1024 * 1024];
        new Random(7).NextBytes(large);
        JournalCall[] calls =
        [
            Entry.Call("a") with { Answer = ReadOnlyMemory<byte>.Empty },
            Entry.Call("a") with { Answer = large },
            Entry.Call("a") with { Answer = new byte[] { 0, 0xFF, 0xC0, 0 } },
            Entry.Call("a") with { Answer = Encoding.UTF8.GetBytes("before the part behind it").AsMemory()[7..15] },
            Entry.Call("a") with { Answer = null },
        ];
        await RecordAsync("run", calls);

        JournaledRow row = (await FindAsync("run", "a"))["a"];

        Assert.Equal(calls.Length, row.Calls.Length);
        Assert.All(calls.Zip(row.Calls), pair => Entry.AssertSame(pair.First, pair.Second));
    }

    [Fact]
    public async Task Calls_come_back_the_oldest_first_however_they_were_written()
    {
        await using (IJournalRun run = await OpenRunAsync())
        {
            await run.WriteAsync([Entry.Call("a", answer: "1"), Entry.Call("b", answer: "1"), Entry.Call("a", answer: "2")], Token);
            await run.WriteAsync([Entry.Call("b", answer: "2"), Entry.Call("a", answer: "3"), Entry.End("a"), Entry.Call("b", "Two", answer: "3")], Token);
        }

        await RecordAsync("run", Entry.Call("a", answer: "4"), Entry.End("b"), Entry.Call("a", "Two", answer: "5"));
        Dictionary<string, JournaledRow> found = await FindAsync("run", "a", "b");

        Assert.Equal(["1", "2", "3", "4", "5"], found["a"].Calls.Select(call => Encoding.UTF8.GetString(call.Answer!.Value.Span)));
        Assert.Equal(["1", "2", "3"], found["b"].Calls.Select(call => Encoding.UTF8.GetString(call.Answer!.Value.Span)));
    }

    [Fact]
    public async Task A_row_that_is_asked_again_ends_as_it_did_last()
    {
        await RecordAsync("run", Entry.End("a", 1, "{}"), Entry.End("b", 1), Entry.End("c", 1, "{}"));
        await RecordAsync("run", Entry.End("a", 7, at: Entry.Noon.AddDays(1)), Entry.Call("b"), Entry.End("b", 3, "[]"), Entry.Call("c"));
        await RecordAsync("run", Entry.Call("a"));

        Dictionary<string, JournaledRow> found = await FindAsync("run", "a", "b", "c");

        Entry.AssertSame(Entry.End("a", 7, at: Entry.Noon.AddDays(1)), found["a"].End);
        Entry.AssertSame(Entry.End("b", 3, "[]"), found["b"].End);
        Entry.AssertSame(Entry.End("c", 1, "{}"), found["c"].End);
    }

    [Fact]
    public async Task An_end_takes_the_fingerprint_of_what_was_asked_last()
    {
        await RecordAsync("run", Entry.End("a") with { Fingerprint = Entry.Hash("before") });
        await RecordAsync("run", Entry.End("a") with { Fingerprint = Entry.Hash("after") });

        Assert.Equal(Entry.Hash("after"), (await FindAsync("run", "a"))["a"].End!.Fingerprint.ToArray());
    }

    [Fact]
    public async Task The_same_entries_written_again_by_the_next_process_change_nothing_that_counts()
    {
        JournalEntry[] entries = [Entry.Call("a"), Entry.Call("a", "Two"), Entry.End("a", 4), Entry.Call("b")];
        await RecordAsync("run", entries);
        await ReopenAsync();
        await RecordAsync("run", entries);

        Dictionary<string, JournaledRow> found = await FindAsync("run", "a", "b");

        Entry.AssertSame(Entry.End("a", 4), found["a"].End);
        Entry.AssertSame(Entry.Call("a", "Two"), found["a"].Calls[^1]);
        Assert.Null(found["b"].End);
        Assert.Equal(1, Assert.Single(await Journal.ListRunsAsync(Token)).AnsweredRows);
    }

    [Fact]
    public async Task One_write_takes_more_answers_than_go_into_one_message()
    {
        byte[][] answers = [.. Enumerable.Range(0, 24).Select(number => Enumerable.Repeat((byte)('a' + number), 900_000).ToArray())];
        await RecordAsync("run", [.. answers.Select((answer, number) => Entry.Call(Entry.Key(number % 2)) with { Answer = answer })]);

        Dictionary<string, JournaledRow> found = await FindAsync("run", Entry.Key(0), Entry.Key(1));

        Assert.Equal(answers.Where((_, number) => number % 2 == 0), found[Entry.Key(0)].Calls.Select(call => call.Answer!.Value.ToArray()));
        Assert.Equal(answers.Where((_, number) => number % 2 == 1), found[Entry.Key(1)].Calls.Select(call => call.Answer!.Value.ToArray()));
    }

    [Fact]
    public async Task Nothing_is_written_of_no_entries_and_of_a_write_that_was_given_up()
    {
        await using (IJournalRun run = await OpenRunAsync())
        {
            await run.WriteAsync([], Token);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await run.WriteAsync([Entry.Call("a")], new CancellationToken(canceled: true)));
        }

        await using IJournalRun again = await OpenRunAsync();
        Assert.True(again.IsNew);
        await again.WriteAsync([Entry.Call("a")], Token);
    }
}

namespace Querent.Journal.Suite;

/// <summary>Answers are found by what was asked, whichever run and row they were for.</summary>
/// <typeparam name="TStore">The store that is held to it.</typeparam>
public abstract class AnswerTests<TStore> : StoreTests<TStore>
    where TStore : class, IJournalStore<TStore>
{
    private static readonly byte[] Asked = Entry.Hash("asked");

    [Fact]
    public async Task There_is_none_where_nothing_was_answered()
    {
        await RecordAsync("run", Entry.Call("a"), Call("b", 1) with { Answer = null });

        Assert.Null(await Journal.FindAnswerAsync(Asked, cancellationToken: Token));
    }

    [Fact]
    public async Task The_last_of_all_runs_is_found_with_all_that_is_recorded_of_it()
    {
        await RecordAsync("first", Call("a", 1), Call("b", 3), Call("c", 2));
        await RecordAsync("second", Call("d", 2), Call("e", 9) with { Answer = null }, Call("f", 9) with { Fingerprint = Entry.Hash("other") });

        JournalCall? found = await Journal.FindAnswerAsync(Asked, cancellationToken: Token);

        Assert.NotNull(found);
        Entry.AssertSame(Call("b", 3), found);
    }

    [Fact]
    public async Task Of_two_at_once_the_one_that_was_written_later_is_found()
    {
        await RecordAsync("run", Call("a", 1), Call("b", 1));

        Assert.Equal("b", (await Journal.FindAnswerAsync(Asked, cancellationToken: Token))!.RowKey);
    }

    [Fact]
    public async Task What_was_answered_before_the_bound_does_not_count()
    {
        await RecordAsync("run", Call("a", 1));

        Assert.NotNull(await Journal.FindAnswerAsync(Asked, Entry.Noon.AddMinutes(1), Token));
        Assert.Null(await Journal.FindAnswerAsync(Asked, Entry.Noon.AddMinutes(1).AddMilliseconds(1), Token));
    }

    [Fact]
    public async Task Answers_are_found_while_runs_are_open_and_after_more_was_recorded()
    {
        await using IJournalRun run = await OpenRunAsync();
        await run.WriteAsync([Call("a", 1)], Token);
        Assert.Equal("a", (await Journal.FindAnswerAsync(Asked, cancellationToken: Token))!.RowKey);

        await run.WriteAsync([Call("b", 2)], Token);

        Assert.Equal("b", (await Journal.FindAnswerAsync(Asked, cancellationToken: Token))!.RowKey);
    }

    private static JournalCall Call(string key, int minute) => Entry.Call(key, at: Entry.Noon.AddMinutes(minute)) with { Fingerprint = Asked };
}

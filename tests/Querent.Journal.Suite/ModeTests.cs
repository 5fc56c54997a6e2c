namespace Querent.Journal.Suite;

/// <summary>A run tells how it was begun.</summary>
/// <typeparam name="TStore">The store that is held to it.</typeparam>
public abstract class ModeTests<TStore> : StoreTests<TStore>
    where TStore : class, IJournalStore<TStore>
{
    private static readonly byte[] Check = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_run_tells_the_next_process_how_it_was_begun_whatever_that_one_says(bool keepsAnswers, bool isProtected)
    {
        JournalRunMode begun = new(keepsAnswers, isProtected ? Check : default(ReadOnlyMemory<byte>?));
        await BeginAsync(begun);
        await ReopenAsync();

        await using (IJournalRun run = await OpenRunAsync(mode: new JournalRunMode(!keepsAnswers, isProtected ? default(ReadOnlyMemory<byte>?) : Check)))
        {
            AssertSame(begun, run.Mode);
        }

        await using IJournalRun again = await OpenRunAsync(mode: null);
        AssertSame(begun, again.Mode);
    }

    [Fact]
    public async Task A_run_of_which_nothing_is_recorded_is_as_it_was_opened_last()
    {
        await using (IJournalRun run = await OpenRunAsync(mode: new JournalRunMode(KeepsAnswers: false, Check)))
        {
            AssertSame(new JournalRunMode(KeepsAnswers: false, Check), run.Mode);
        }

        await BeginAsync(new JournalRunMode(KeepsAnswers: true, ProtectionCheck: null));

        await using IJournalRun again = await OpenRunAsync(mode: new JournalRunMode(KeepsAnswers: false, Check));
        AssertSame(new JournalRunMode(KeepsAnswers: true, ProtectionCheck: null), again.Mode);
    }

    [Fact]
    public async Task A_run_that_did_not_say_never_does()
    {
        await BeginAsync(mode: null);

        await using (IJournalRun run = await OpenRunAsync(mode: new JournalRunMode(KeepsAnswers: true, Check)))
        {
            Assert.Null(run.Mode);
        }

        await using IJournalRun again = await OpenRunAsync();
        Assert.Null(again.Mode);
    }

    [Fact]
    public async Task Runs_of_one_journal_are_each_as_they_were_begun()
    {
        await BeginAsync(new JournalRunMode(KeepsAnswers: false, Check));
        await BeginAsync(new JournalRunMode(KeepsAnswers: true, ProtectionCheck: null), "other");

        await using IJournalRun run = await OpenRunAsync();
        await using IJournalRun other = await OpenRunAsync("other");

        AssertSame(new JournalRunMode(KeepsAnswers: false, Check), run.Mode);
        AssertSame(new JournalRunMode(KeepsAnswers: true, ProtectionCheck: null), other.Mode);
    }

    private async Task BeginAsync(JournalRunMode? mode, string name = "run")
    {
        await using IJournalRun run = await OpenRunAsync(name, mode: mode);
        await run.WriteAsync([Entry.Call("a")], Token);
    }

    private static void AssertSame(JournalRunMode expected, JournalRunMode? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.KeepsAnswers, actual.KeepsAnswers);
        Assert.Equal(expected.ProtectionCheck?.ToArray(), actual.ProtectionCheck?.ToArray());
    }
}

using Querent.Emulator;

namespace Querent.Journal.Suite;

/// <summary>Rows that are run with a journal are bought once.</summary>
/// <typeparam name="TStore">The store that is held to it.</typeparam>
public abstract class RowRunTests<TStore> : StoreTests<TStore>
    where TStore : class, IJournalStore<TStore>
{
    [Fact]
    public async Task A_run_that_was_stopped_halfway_goes_on_and_asks_nothing_of_rows_that_were_given_out()
    {
        await using NoteWorld world = await NoteWorld.StartAsync(EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(5)));
        List<RowOutcome<EchoNote>> first = await world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(120), enough: 40);
        NoteWorld.AssertWhole(first, 40);
        await ReopenAsync();

        List<RowOutcome<EchoNote>> second = await world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(120));

        NoteWorld.AssertWhole(second, 120);
        Assert.All(second.Take(40), outcome => Assert.True(outcome.IsRestored));
        Assert.All(world.Asked.Where(prompt => int.Parse(prompt.Key.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture) < 40), prompt => Assert.Equal(1, prompt.Value));
        Assert.Equal(120, Assert.Single(await Journal.ListRunsAsync(Token)).AnsweredRows);
    }

    [Fact]
    public async Task A_run_that_was_finished_is_given_out_again_and_asks_nothing()
    {
        await using NoteWorld world = await NoteWorld.StartAsync();
        await world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(300));
        await ReopenAsync();

        NoteWorld.AssertWhole(await world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(320)), 320);

        Assert.Equal(320 * 3, world.Emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task Runs_at_once_in_one_journal_get_their_own_rows()
    {
        await using NoteWorld world = await NoteWorld.StartAsync();

        List<RowOutcome<EchoNote>>[] runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(run => world.RunAsync(new JournalOptions(Journal, Entry.Key(run)), NoteWorld.Notes(80))));

        Assert.All(runs, outcomes => NoteWorld.AssertWhole(outcomes, 80));
        Assert.All(await Journal.ListRunsAsync(Token), run => Assert.Equal(80, run.AnsweredRows));
        Assert.All(world.Asked, prompt => Assert.Equal(4, prompt.Value));
    }

    [Fact]
    public async Task A_run_that_another_has_open_asks_nothing()
    {
        await using NoteWorld world = await NoteWorld.StartAsync();
        await using IJournalRun held = await OpenRunAsync("held", rowType: nameof(EchoNote));

        await Assert.ThrowsAsync<JournalException>(() => world.RunAsync(new JournalOptions(Journal, "held"), NoteWorld.Notes(5)));

        Assert.Equal(0, world.Emulator.GetCounters().Attempts);
    }
}

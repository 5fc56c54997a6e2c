using Querent.Emulator;
using Querent.Journal.Suite;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>Runs whose connections are cut lose nothing and buy nothing twice.</summary>
public sealed class RunCutTests : StoreTests<PostgreSqlStore>
{
    [Fact]
    public async Task A_run_whose_connections_are_cut_again_and_again_answers_every_row_and_asks_everything_once()
    {
        await using NoteWorld world = await NoteWorld.StartAsync(EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(2)));

        List<RowOutcome<EchoNote>> outcomes = await world.RunAsync(
            new JournalOptions(Journal, "run"),
            NoteWorld.Notes(400),
            given: count => count % 50 == 0 ? CutAsync() : Task.CompletedTask);

        NoteWorld.AssertWhole(outcomes, 400);
        Assert.All(world.Asked, prompt => Assert.Equal(1, prompt.Value));
        NoteWorld.AssertWhole(await world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(400)), 400);
        Assert.Equal(1200, world.Asked.Values.Sum());
        Assert.Equal(400, Assert.Single(await Journal.ListRunsAsync(Token)).AnsweredRows);
    }

    [Fact]
    public async Task A_run_that_loses_its_journal_to_another_process_ends_with_what_to_do()
    {
        PostgreSqlJournal? other = null;
        IJournalRun? taken = null;
        await using NoteWorld world = await NoteWorld.StartAsync(EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(2)));

        JournalException lost = await Assert.ThrowsAsync<JournalException>(
            () => world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(2000), given: count => count == 100 ? TakeAsync() : Task.CompletedTask));

        Assert.False(lost.IsTransient);
        Assert.Contains("start the run again", lost.Message, StringComparison.Ordinal);
        Assert.InRange(world.Asked.Count, 300, 5000);
        await taken!.DisposeAsync();
        await other!.DisposeAsync();
        NoteWorld.AssertWhole(await world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(300)), 300);

        async Task TakeAsync()
        {
            other = await PostgreSqlJournal.OpenAsync(Store.Server.ConnectionString + ";Application Name=other", new() { Schema = Store.Schema }, Token);
            while (taken is null)
            {
                await CutAsync();
                try
                {
                    taken = await OpenRunAsync(rowType: nameof(EchoNote), journal: other);
                }
                catch (JournalException)
                {
                    // It was quicker to take itself back.
                }
            }
        }
    }

    private async Task CutAsync() => await Store.Server.RunAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{Store.Schema}'");
}

using Querent.Emulator;
using Querent.Journal.Suite;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>Runs whose connections are cut lose nothing and buy nothing twice.</summary>
public sealed class RunCutTests : StoreTests<PostgreSqlStore>
{
    [Fact]
    public async Task A_run_whose_connections_are_cut_again_and_again_answers_every_row_and_asks_everything_once()
    {
        using var news = new SemaphoreSlim(0);
        await using NoteWorld world = await NoteWorld.StartAsync(count => _ = count % 150 == 0 && news.Release() >= 0, EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(2)));
        int cuts = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task cutting = CutAsync();

        NoteWorld.AssertWhole(await world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(400)), 400);

        await stop.CancelAsync();
        await cutting;
        Assert.True(cuts >= 4, $"{cuts} cuts");
        Assert.All(world.Asked, prompt => Assert.Equal(1, prompt.Value));
        NoteWorld.AssertWhole(await world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(400)), 400);
        Assert.Equal(1200, world.Asked.Values.Sum());
        Assert.Equal(400, Assert.Single(await Journal.ListRunsAsync(Token)).AnsweredRows);

        async Task CutAsync()
        {
            try
            {
                while (true)
                {
                    await news.WaitAsync(stop.Token);
                    await Store.Server.RunAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{Store.Schema}'");
                    cuts++;
                }
            }
            catch (OperationCanceledException)
            {
                // The run has ended.
            }
        }
    }

    [Fact]
    public async Task A_run_that_loses_its_journal_to_another_process_ends_with_what_to_do()
    {
        PostgreSqlJournal? other = null;
        IJournalRun? taken = null;
        await using NoteWorld world = await NoteWorld.StartAsync(
            count =>
            {
                if (count == 200)
                {
                    TakeAsync().GetAwaiter().GetResult();
                }
            },
            EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(2)));

        JournalException lost = await Assert.ThrowsAsync<JournalException>(() => world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(2000)));

        Assert.False(lost.IsTransient);
        Assert.Contains("start the run again", lost.Message, StringComparison.Ordinal);
        Assert.InRange(world.Asked.Count, 200, 5000);
        await taken!.DisposeAsync();
        await other!.DisposeAsync();
        NoteWorld.AssertWhole(await world.RunAsync(new JournalOptions(Journal, "run"), NoteWorld.Notes(300)), 300);

        async Task TakeAsync()
        {
            other = await PostgreSqlJournal.OpenAsync(Store.Server.ConnectionString + ";Application Name=other", new() { Schema = Store.Schema }, Token);
            while (taken is null)
            {
                await Store.Server.RunAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{Store.Schema}'");
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
}

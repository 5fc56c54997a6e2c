using Querent.Emulator;
using Querent.Journal.Suite;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>A server that is restarted in the middle of a run costs time, and nothing else. Each test has a server of its own.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private PostgreSqlServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlPrograms.Missing is not null, PostgreSqlPrograms.Missing ?? "");
        _server = await PostgreSqlServer.StartNewAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_waits_for_a_server_that_is_restarted_and_loses_nothing(bool crashes)
    {
        await using NoteWorld world = await NoteWorld.StartAsync(EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(2)));
        await using PostgreSqlJournal journal = await OpenAsync();
        Task starting = Task.CompletedTask;
        List<RowOutcome<EchoNote>> outcomes = [];
        try
        {
            await world.RunAsync(new JournalOptions(journal, "run"), NoteWorld.Notes(400), outcomes: outcomes, given: async count =>
            {
                if (count == 100)
                {
                    await (crashes ? _server!.CrashAsync() : _server!.StopAsync());
                    starting = _server.StartAsync();
                }
            });
        }
        finally
        {
            await starting;
        }

        NoteWorld.AssertWhole(outcomes, 400);
        Assert.All(world.Asked, prompt => Assert.Equal(1, prompt.Value));
        NoteWorld.AssertWhole(await world.RunAsync(new JournalOptions(journal, "run"), NoteWorld.Notes(400)), 400);
        Assert.Equal(1200, world.Asked.Values.Sum());
        Assert.Equal(400L, await _server!.RunAsync("SELECT count(*) FROM querent.rows WHERE status = 'answered'"));
    }

    [Fact]
    public async Task A_run_whose_server_stays_away_ends_with_a_clear_error_and_goes_on_where_it_was_given_out()
    {
        await using NoteWorld world = await NoteWorld.StartAsync(EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(2)));
        await using PostgreSqlJournal journal = await OpenAsync();
        List<RowOutcome<EchoNote>> given = [];

        JournalException away = await Assert.ThrowsAsync<JournalException>(() => world.RunAsync(
            new JournalOptions(journal, "run") { MaxWait = TimeSpan.FromMilliseconds(300) },
            NoteWorld.Notes(400),
            given: count => count == 100 ? _server!.CrashAsync() : Task.CompletedTask,
            outcomes: given));
        await _server!.StartAsync();
        List<RowOutcome<EchoNote>> again = await world.RunAsync(new JournalOptions(journal, "run"), NoteWorld.Notes(400));

        Assert.Contains("cannot be reached", away.Message, StringComparison.Ordinal);
        NoteWorld.AssertWhole(given, given.Count);
        NoteWorld.AssertWhole(again, 400);
        Assert.InRange(given.Count, 100, 399);
        Assert.All(again.Take(given.Count), outcome => Assert.True(outcome.IsRestored));
    }

    [Fact]
    public async Task A_run_waits_for_a_server_that_is_down_before_it_begins()
    {
        await using NoteWorld world = await NoteWorld.StartAsync();
        await using PostgreSqlJournal journal = await OpenAsync();
        await _server!.StopAsync();

        Task<List<RowOutcome<EchoNote>>> running = world.RunAsync(new JournalOptions(journal, "run"), NoteWorld.Notes(5));
        Assert.False(running.IsCompleted);
        await _server.StartAsync();

        NoteWorld.AssertWhole(await running, 5);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private Task<PostgreSqlJournal> OpenAsync() => PostgreSqlJournal.OpenAsync(_server!.ConnectionString, cancellationToken: Token);
}

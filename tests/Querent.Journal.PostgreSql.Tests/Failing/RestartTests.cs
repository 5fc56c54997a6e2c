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
        var halfway = new TaskCompletionSource();
        await using NoteWorld world = await NoteWorld.StartAsync(count => _ = count == 300 && halfway.TrySetResult(), EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(2)));
        await using PostgreSqlJournal journal = await OpenAsync();
        Task<List<RowOutcome<EchoNote>>> running = world.RunAsync(new JournalOptions(journal, "run"), NoteWorld.Notes(400));
        await halfway.Task;
        await (crashes ? _server!.CrashAsync() : _server!.StopAsync());
        Assert.False(running.IsCompleted);
        await _server.StartAsync();

        NoteWorld.AssertWhole(await running, 400);

        Assert.All(world.Asked, prompt => Assert.Equal(1, prompt.Value));
        NoteWorld.AssertWhole(await world.RunAsync(new JournalOptions(journal, "run"), NoteWorld.Notes(400)), 400);
        Assert.Equal(1200, world.Asked.Values.Sum());
        Assert.Equal(400L, await _server.RunAsync("SELECT count(*) FROM querent.rows WHERE status = 'answered'"));
    }

    [Fact]
    public async Task A_run_whose_server_stays_away_ends_with_a_clear_error_and_goes_on_where_it_was_given_out()
    {
        var halfway = new TaskCompletionSource();
        await using NoteWorld world = await NoteWorld.StartAsync(count => _ = count == 300 && halfway.TrySetResult(), EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(2)));
        await using PostgreSqlJournal journal = await OpenAsync();
        List<RowOutcome<EchoNote>> given = [];
        Task<JournalException> running = Assert.ThrowsAsync<JournalException>(() => RunAsync(world, journal, given));
        await halfway.Task;
        await _server!.CrashAsync();

        JournalException away = await running;
        await _server.StartAsync();
        List<RowOutcome<EchoNote>> again = await world.RunAsync(new JournalOptions(journal, "run"), NoteWorld.Notes(400));

        Assert.Contains("cannot be reached", away.Message, StringComparison.Ordinal);
        NoteWorld.AssertWhole(given, given.Count);
        NoteWorld.AssertWhole(again, 400);
        Assert.InRange(given.Count, 1, 399);
        Assert.All(again.Take(given.Count), outcome => Assert.True(outcome.IsRestored));
    }

    [Fact]
    public async Task A_run_waits_for_a_server_that_is_down_before_it_begins()
    {
        await using NoteWorld world = await NoteWorld.StartAsync();
        await using PostgreSqlJournal journal = await OpenAsync();
        await _server!.StopAsync();

        Task<List<RowOutcome<EchoNote>>> running = world.RunAsync(new JournalOptions(journal, "run"), NoteWorld.Notes(5));
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

    private static async Task RunAsync(NoteWorld world, IJournal journal, List<RowOutcome<EchoNote>> given)
    {
        await using RowExecutor executor = world.CreateExecutor();
        var options = new JournalOptions(journal, "run") { MaxWait = TimeSpan.FromMilliseconds(300) };
        await foreach (RowOutcome<EchoNote> outcome in executor.RunAsync(NoteWorld.Notes(400), new() { Journal = options }, Token))
        {
            given.Add(outcome);
        }
    }

    private Task<PostgreSqlJournal> OpenAsync() => PostgreSqlJournal.OpenAsync(_server!.ConnectionString, cancellationToken: Token);
}

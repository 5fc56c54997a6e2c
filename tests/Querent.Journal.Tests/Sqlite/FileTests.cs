using Microsoft.Data.Sqlite;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests.Sqlite;

public sealed class FileTests
{
    [Fact]
    public async Task A_second_holder_is_refused_and_readers_are_not()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(2));
        await using SqliteJournal journal = await world.OpenAsync();

        var exception = await Assert.ThrowsAsync<JournalException>(world.OpenAsync);

        Assert.Contains("is open in another process", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
        Assert.Equal(["8"], await world.SelectAsync("SELECT count(*) FROM answers"));
    }

    [Fact]
    public async Task A_run_that_is_open_is_not_opened_again()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        var info = new JournalRunInfo("run", "Note", DateTimeOffset.UnixEpoch);
        IJournalRun run = await journal.OpenRunAsync(info, TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<JournalException>(() => journal.OpenRunAsync(info, TestContext.Current.CancellationToken).AsTask());
        Assert.Contains("is open already", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JournalException>(() => journal.PurgeAsync(new() { Run = "run" }, TestContext.Current.CancellationToken).AsTask());

        await run.DisposeAsync();
        await using IJournalRun again = await journal.OpenRunAsync(info, TestContext.Current.CancellationToken);
        Assert.True(again.IsNew);
    }

    [Fact]
    public async Task A_run_of_another_row_type_is_refused()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(1));
        await using SqliteJournal journal = await world.OpenAsync();

        var exception = await Assert.ThrowsAsync<JournalException>(() => journal.OpenRunAsync(new("run", "Other", DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken).AsTask());

        Assert.Contains("is of Note rows, not of Other", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task A_file_that_lost_its_end_is_refused(double left)
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(200));
        await using (FileStream file = File.Open(world.File, FileMode.Open))
        {
            file.SetLength((long)(file.Length * left));
        }

        await IsRefusedAsync(world, "is damaged");
    }

    [Fact]
    public async Task A_file_with_a_part_overwritten_is_refused()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(200));
        await using (FileStream file = File.Open(world.File, FileMode.Open))
        {
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write(new byte[8192]);
        }

        await IsRefusedAsync(world, "is damaged");
    }

    [Fact]
    public async Task A_file_of_something_else_is_refused_and_left_as_it_is()
    {
        await using World world = await World.CreateAsync();
        await File.WriteAllTextAsync(world.File, new string('x', 5000), TestContext.Current.CancellationToken);
        await IsRefusedAsync(world, "is no journal of Querent's");
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(world.File, TestContext.Current.CancellationToken));

        File.Delete(world.File);
        await world.ExecuteAsync("CREATE TABLE accounts (id INTEGER); INSERT INTO accounts VALUES (1)");
        await IsRefusedAsync(world, "is no journal of Querent's");
        Assert.Equal(["1"], await world.SelectAsync("SELECT count(*) FROM accounts"));
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(1));
        await world.ExecuteAsync("PRAGMA user_version = 99");

        await IsRefusedAsync(world, "is of version 99");
    }

    [Fact]
    public async Task A_file_of_the_first_version_is_brought_up_to_date_with_all_that_it_holds()
    {
        await using World world = await World.CreateAsync();
        await using (var connection = new SqliteConnection($"Data Source={world.File};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            SqliteSchema.Prepare(connection, world.File, until: 1);
            SqliteSchema.Execute(connection, "INSERT INTO runs VALUES (1, 'old', 'Note', 0, 0); INSERT INTO rows (id, run, key, position, fingerprint, ended_at) VALUES (1, 1, 'k', 0, x'00', 0)");
        }

        await using (SqliteJournal journal = await world.OpenAsync())
        {
            Assert.Equal(("old", 1L), Assert.Single(await journal.ListRunsAsync(TestContext.Current.CancellationToken)) is var old ? (old.Name, old.AnsweredRows) : default);
            await using IJournalRun run = await journal.OpenRunAsync(new("old", "Note", DateTimeOffset.UnixEpoch) { Mode = new(KeepsAnswers: true, ProtectionCheck: null) }, TestContext.Current.CancellationToken);
            Assert.Null(run.Mode);
            Assert.Single(await run.FindAsync(["k"], TestContext.Current.CancellationToken));
        }

        Assert.Empty(await world.SelectAsync("SELECT * FROM answers"));
        Assert.Equal([$"{SqliteSchema.Version}"], await world.SelectAsync("SELECT user_version FROM pragma_user_version"));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_and_a_folder_in_place_of_a_file_are_refused()
    {
        await using World world = await World.CreateAsync();
        string folder = Path.GetDirectoryName(world.File)!;

        await Assert.ThrowsAsync<JournalException>(() => SqliteJournal.OpenAsync(Path.Combine(folder, "no", "run.journal"), cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<JournalException>(() => SqliteJournal.OpenAsync(folder, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Plain_SQL_reads_answers_and_attempts()
    {
        await using World world = await World.CreateAsync(new() { Faults = [Emulator.FaultRule.FirstAttempts(Emulator.EmulatorFault.Status(500))] });
        await world.RunAsync(World.Notes(1));

        Assert.Equal(
            ["""run|0|answered|Four|{"id":0,"query":"Four"}"""],
            await world.SelectAsync("SELECT run, position, status, query, answer FROM answers WHERE query = 'Four'"));
        Assert.Equal(
            ["Two|1|ServerError|500|null", "Two|2|null|null|Stop"],
            await world.SelectAsync("SELECT query, attempt, error, status, CASE WHEN error IS NULL THEN finish_reason END FROM attempts WHERE query = 'Two' AND (input_tokens IS NOT NULL) = (error IS NULL)"));
    }

    private static async Task IsRefusedAsync(World world, string expected)
    {
        var exception = await Assert.ThrowsAsync<JournalException>(world.OpenAsync);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }
}

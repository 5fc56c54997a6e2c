using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests.Sqlite;

public sealed class OptionsTests
{
    private const int Small = 1024 * 1024;
    private const int Large = 68 * 1024 * 1024;

    [Theory]
    [InlineData(null, 2)]   // FULL
    [InlineData(SqliteDurability.Power, 2)]
    [InlineData(SqliteDurability.Process, 1)]   // NORMAL
    public async Task What_is_recorded_waits_for_the_disk_unless_it_need_outlive_the_process_alone(SqliteDurability? durability, long synchronous)
    {
        await using World world = await World.CreateAsync();
        SqliteJournalOptions? options = durability is { } asked ? new() { Durability = asked } : null;
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(world.File, options, TestContext.Current.CancellationToken);

        Assert.Equal(synchronous, await journal.Writer.RunAsync(connection => SqliteSchema.Number(connection, "PRAGMA synchronous"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(SqliteIntegrityCheck.Quick, true)]
    [InlineData(SqliteIntegrityCheck.Full, true)]
    [InlineData(SqliteIntegrityCheck.None, false)]
    public async Task A_damaged_page_of_a_small_file_is_found_unless_none_is_looked_at(SqliteIntegrityCheck? check, bool isFound)
    {
        await using World world = await CreateAsync(Small);
        await DamageAsync(world.File);

        Assert.Equal(isFound, await IsFoundAsync(world.File, check));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(SqliteIntegrityCheck.Quick, false)]
    [InlineData(SqliteIntegrityCheck.Full, true)]
    [InlineData(SqliteIntegrityCheck.None, false)]
    public async Task A_damaged_page_of_a_large_file_that_was_closed_in_order_is_found_where_all_are_looked_at(SqliteIntegrityCheck? check, bool isFound)
    {
        await using World world = await CreateAsync(Large);
        await DamageAsync(world.File);

        Assert.Equal(isFound, await IsFoundAsync(world.File, check));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(SqliteIntegrityCheck.None, false)]
    public async Task A_damaged_page_of_a_large_file_that_was_not_closed_in_order_is_found_unless_none_is_looked_at(SqliteIntegrityCheck? check, bool isFound)
    {
        await using World world = await CreateAsync(Large);
        await DamageAsync(world.File);
        string left = world.File + ".left";
        await using (SqliteJournal journal = await SqliteJournal.OpenAsync(world.File, new() { IntegrityCheck = SqliteIntegrityCheck.None }, TestContext.Current.CancellationToken))
        {
            await using IJournalRun run = await journal.OpenRunAsync(new("another", "Note", DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);
            File.Copy(world.File, left);   // as a process that dies now leaves it
            File.Copy(world.File + "-wal", left + "-wal");
        }

        Assert.Equal(isFound, await IsFoundAsync(left, check));
    }

    [Theory]
    [InlineData(SqliteIntegrityCheck.Full, true)]
    [InlineData(SqliteIntegrityCheck.Quick, false)]
    public async Task An_index_that_differs_from_its_table_is_found_where_all_is_looked_at(SqliteIntegrityCheck check, bool isFound)
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(5));
        await world.RunAsync(World.Notes(5));   // looks for the rows, by an index
        string key = (await world.SelectAsync("SELECT key FROM rows LIMIT 1"))[0];
        string[] place = (await world.SelectAsync("SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = 'rows_by_key'"))[0].Split('|');
        int pageSize = int.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture);
        await using (FileStream file = File.Open(world.File, FileMode.Open))
        {
            byte[] page = new byte[pageSize];
            file.Position = (long.Parse(place[0], System.Globalization.CultureInfo.InvariantCulture) - 1) * pageSize;
            file.ReadExactly(page);
            int last = page.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(key)) + key.Length - 1;
            Assert.True(last >= key.Length);
            page[last] ^= 1;
            file.Position -= pageSize;
            file.Write(page);
        }

        Assert.Equal(isFound, await IsFoundAsync(world.File, check));
    }

    [Fact]
    public async Task Damage_that_was_not_looked_for_is_found_where_it_is_read()
    {
        await using World world = await CreateAsync(Small);
        string key = Assert.Single(await world.SelectAsync("SELECT key FROM rows"));
        await DamageAsync(world.File);
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(world.File, new() { IntegrityCheck = SqliteIntegrityCheck.None }, TestContext.Current.CancellationToken);
        await using IJournalRun run = await journal.OpenRunAsync(new("run", "Note", DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<JournalException>(() => run.FindAsync([key], TestContext.Current.CancellationToken).AsTask());

        Assert.Contains("is damaged", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A journal of one row, closed in order, most of which is one answer of so many bytes.</summary>
    private static async Task<World> CreateAsync(int bytes)
    {
        World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(1));
        await world.ExecuteAsync($"UPDATE calls SET answer = zeroblob({bytes}) WHERE id = 1");
        return world;
    }

    /// <summary>Overwrites a page in the middle of the answer.</summary>
    private static async Task DamageAsync(string path)
    {
        await using FileStream file = File.Open(path, FileMode.Open);
        byte[] page = new byte[8192];
        Array.Fill(page, byte.MaxValue);
        file.Position = file.Length / 2 / page.Length * page.Length;
        file.Write(page);
    }

    private static async Task<bool> IsFoundAsync(string path, SqliteIntegrityCheck? check)
    {
        try
        {
            await using SqliteJournal journal = await SqliteJournal.OpenAsync(path, check is { } asked ? new() { IntegrityCheck = asked } : null, TestContext.Current.CancellationToken);
            return false;
        }
        catch (JournalException exception) when (exception.Message.Contains("is damaged", StringComparison.Ordinal))
        {
            return true;
        }
    }
}

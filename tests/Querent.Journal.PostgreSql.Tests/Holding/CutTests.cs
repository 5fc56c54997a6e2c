using System.Transactions;
using Npgsql;
using Querent.Journal.Suite;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>A run whose connection is cut goes on, unless another has it or had it since; a write is done in full or not at all.</summary>
public sealed class CutTests : StoreTests<PostgreSqlStore>
{
    [Fact]
    public async Task A_run_whose_connection_was_cut_takes_it_again()
    {
        await using IJournalRun run = await OpenRunAsync();
        await run.WriteAsync([Entry.Call("a")], Token);
        await CutAsync();

        await AssertPassingAsync(run, Entry.Call("b"));
        await run.WriteAsync([Entry.Call("b"), Entry.End("a")], Token);

        Assert.Equal(2, (await FindAgainAsync(run, "a", "b")).Count);
        await using PostgreSqlJournal other = await OtherAsync();
        await Assert.ThrowsAsync<JournalException>(async () => await OpenRunAsync(journal: other));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_another_opened_in_between_is_lost_for_good(bool isStillOpen)
    {
        await using IJournalRun run = await OpenRunAsync();
        await run.WriteAsync([Entry.Call("a")], Token);
        await CutAsync();
        await using PostgreSqlJournal other = await OtherAsync();
        IJournalRun taken = await OpenRunAsync(journal: other);
        await taken.WriteAsync([Entry.Call("b")], Token);
        if (!isStillOpen)
        {
            await taken.DisposeAsync();
        }

        await AssertPassingAsync(run, Entry.Call("c"));
        JournalException lost = await Assert.ThrowsAsync<JournalException>(async () => await run.WriteAsync([Entry.Call("c")], Token));

        Assert.False(lost.IsTransient);
        Assert.Contains("opened by another process", lost.Message, StringComparison.Ordinal);
        await taken.DisposeAsync();
        await run.DisposeAsync();
        Assert.Equal(["a", "b"], (await FindAsync("run", "a", "b", "c")).Keys.Order());
    }

    [Fact]
    public async Task A_run_that_was_purged_in_between_is_lost_for_good()
    {
        await using IJournalRun run = await OpenRunAsync();
        await run.WriteAsync([Entry.Call("a")], Token);
        await CutAsync();
        await Journal.PurgeAsync(new JournalPurge { Run = "run" }, Token);

        await AssertPassingAsync(run, Entry.Call("a"));
        JournalException lost = await Assert.ThrowsAsync<JournalException>(async () => await run.WriteAsync([Entry.Call("a")], Token));

        Assert.False(lost.IsTransient);
    }

    [Fact]
    public async Task A_row_that_was_purged_in_between_is_recorded_anew()
    {
        await using IJournalRun run = await OpenRunAsync();
        await run.WriteAsync([Entry.Call("a"), Entry.Call("b")], Token);
        await CutAsync();
        Assert.Equal(1, await Journal.PurgeAsync(new JournalPurge { RowKey = "a" }, Token));

        await AssertPassingAsync(run, Entry.Call("a", "Two"));
        await run.WriteAsync([Entry.Call("a", "Two")], Token);

        Assert.Equal("Two", Assert.Single(Assert.Single(await FindAgainAsync(run, "a")).Calls).Query);
    }

    [Fact]
    public async Task A_run_takes_itself_back_from_a_session_that_the_server_still_thinks_alive()
    {
        await using var proxy = new TcpProxy(Store.Server.Port);
        await using PostgreSqlJournal journal = await OtherAsync($"Port={proxy.Port}");
        await using IJournalRun run = await OpenRunAsync(journal: journal);
        await run.WriteAsync([Entry.Call("a")], Token);
        proxy.Cut();

        await AssertPassingAsync(run, Entry.Call("b"));
        await run.WriteAsync([Entry.Call("b")], Token);

        Assert.Equal(2, (await FindAgainAsync(run, "a", "b")).Count);
    }

    [Fact]
    public async Task A_write_whose_success_was_never_heard_of_is_written_again_and_does_no_harm()
    {
        await using var proxy = new TcpProxy(Store.Server.Port);
        await using PostgreSqlJournal journal = await OtherAsync($"Port={proxy.Port}");
        await using IJournalRun run = await OpenRunAsync(journal: journal);
        JournalEntry[] entries = [Entry.Call("a", answer: "1"), Entry.Call("a", "Two"), Entry.End("a", 3), Entry.Call("b")];
        proxy.HoldReplies();
        Task<JournalException> unheard = Assert.ThrowsAsync<JournalException>(async () => await run.WriteAsync(entries, Token));
        while (await Store.Server.RunAsync($"SELECT count(*) FROM \"{Store.Schema}\".calls") is 0L)
        {
            Token.ThrowIfCancellationRequested();
        }

        proxy.Cut();
        Assert.True((await unheard).IsTransient);
        await run.WriteAsync(entries, Token);

        Dictionary<string, JournaledRow> found = (await FindAgainAsync(run, "a", "b")).ToDictionary(row => row.Key);
        Entry.AssertSame(Entry.End("a", 3), found["a"].End);
        Assert.Equal(["One", "Two", "One", "Two"], found["a"].Calls.Select(call => call.Query));
        Assert.Equal(1, Assert.Single(await Journal.ListRunsAsync(Token)).AnsweredRows);
    }

    [Fact]
    public async Task A_write_of_which_a_part_is_refused_leaves_nothing()
    {
        await using (IJournalRun run = await OpenRunAsync())
        {
            JournalException refused = await Assert.ThrowsAsync<JournalException>(
                async () => await run.WriteAsync([Entry.Call("a"), Entry.End("a"), Entry.Call("b") with { Attempts = "canary"u8.ToArray() }], Token));
            Assert.False(refused.IsTransient);
            Assert.DoesNotContain("canary", refused.Message, StringComparison.Ordinal);
        }

        await using IJournalRun again = await OpenRunAsync();
        Assert.True(again.IsNew);
        Assert.Empty(await again.FindAsync(["a", "b"], Token));
    }

    [Fact]
    public async Task A_row_takes_more_after_its_end_and_of_two_ends_the_later()
    {
        await using IJournalRun run = await OpenRunAsync();
        await run.WriteAsync([Entry.Call("a"), Entry.End("a", 1, "{}"), Entry.End("a", 2), Entry.Call("a", "Two")], Token);
        await run.WriteAsync([Entry.Call("a", "Three"), Entry.End("a", 3)], Token);
        await run.WriteAsync([Entry.Call("a", "Four")], Token);

        JournaledRow found = Assert.Single(await run.FindAsync(["a"], Token));

        Entry.AssertSame(Entry.End("a", 3), found.End);
        Assert.Equal(["One", "Two", "Three", "Four"], found.Calls.Select(call => call.Query));
    }

    [Fact]
    public async Task What_is_recorded_stays_when_the_callers_own_transaction_is_rolled_back()
    {
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using NpgsqlDataSource source = NpgsqlDataSource.Create(Store.Server.ConnectionString);
            await using PostgreSqlJournal journal = await PostgreSqlJournal.OpenAsync(source, new() { Schema = Store.Schema }, Token);
            await using IJournalRun run = await OpenRunAsync(journal: journal);
            await run.WriteAsync([Entry.Call("a"), Entry.End("a")], Token);
        }

        Assert.Single(await FindAsync("run", "a"));
    }

    [Fact]
    public async Task A_user_whose_commits_do_not_wait_for_the_disk_waits_here()
    {
        await using var database = new PostgreSqlDatabase(NpgsqlDataSource.Create(Store.Server.ConnectionString + ";Options=-c synchronous_commit=off"), isOwned: true, Store.Schema);
        await using PostgreSqlSession? session = await PostgreSqlSession.TakeAsync(database, 1, Token);

        Assert.Equal("on", await session!.Connection.ReadAsync<string>("SHOW synchronous_commit", Token));
    }

    /// <summary>Ends every connection of the journal at the server; waits until it has noticed.</summary>
    private async Task CutAsync() => await Store.Server.RunAsync($"SELECT bool_and(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE application_name = '{Store.Schema}'");

    private Task<PostgreSqlJournal> OtherAsync(string change = "Application Name=other")
        => PostgreSqlJournal.OpenAsync($"{Store.Server.ConnectionString};{change}", new() { Schema = Store.Schema }, Token);

    private static async Task AssertPassingAsync(IJournalRun run, JournalEntry entry)
        => Assert.True((await Assert.ThrowsAsync<JournalException>(async () => await run.WriteAsync([entry], Token))).IsTransient);

    /// <summary>Finds rows; the first connections of the pool may have been cut as well.</summary>
    private static async Task<IReadOnlyList<JournaledRow>> FindAgainAsync(IJournalRun run, params string[] keys)
    {
        while (true)
        {
            try
            {
                return await run.FindAsync(keys, Token);
            }
            catch (JournalException exception) when (exception.IsTransient)
            {
                Token.ThrowIfCancellationRequested();
            }
        }
    }
}

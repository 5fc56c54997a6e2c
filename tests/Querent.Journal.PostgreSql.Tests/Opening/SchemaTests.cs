using Querent.Journal.Suite;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>A journal's schema is made, brought up to date, or refused.</summary>
public sealed class SchemaTests : StoreTests<PostgreSqlStore>
{
    [Fact]
    public async Task Of_many_who_open_a_journal_that_is_not_there_all_get_it()
    {
        string schema = Fresh();

        await Parallel.ForEachAsync(Enumerable.Range(0, 12), Token, async (_, token) =>
        {
            await using PostgreSqlJournal journal = await PostgreSqlJournal.OpenAsync(Store.Server.ConnectionString, new() { Schema = schema }, token);
        });

        Assert.Equal(PostgreSqlTables.Version, await Store.Server.RunAsync($"SELECT version FROM \"{schema}\".querent_journal"));
    }

    [Fact]
    public async Task A_journal_of_an_earlier_version_is_brought_up_to_this_one_with_all_that_it_holds()
    {
        string schema = Fresh();
        await Store.Server.RunAsync($"CREATE SCHEMA \"{schema}\"; {PostgreSqlTables.Steps($"\"{schema}\"")[0]}");
        await Store.Server.RunAsync($"""
            INSERT INTO "{schema}".runs (name, row_type, created_at, opened_at, holder) VALUES ('old', 'Row', now(), now(), gen_random_uuid());
            INSERT INTO "{schema}".rows (run, key, position, fingerprint, ended_at) VALUES (1, 'a', 0, '\x00', now());
            INSERT INTO "{schema}".calls (row, query, fingerprint, answer, attempts, recorded_at) VALUES (1, 'One', '\x00', '1', '[]', now());
            """);
        Assert.Equal(1, await Store.Server.RunAsync($"SELECT version FROM \"{schema}\".querent_journal"));

        await using (PostgreSqlJournal journal = await PostgreSqlJournal.OpenAsync(Store.Server.ConnectionString, new() { Schema = schema }, Token))
        {
            Assert.Equal(1, Assert.Single(await journal.ListRunsAsync(Token)).AnsweredRows);
            await using IJournalRun run = await OpenRunAsync("old", journal: journal, mode: new JournalRunMode(KeepsAnswers: true, ProtectionCheck: null));
            Assert.Null(run.Mode);
            Assert.Single(await run.FindAsync(["a"], Token));
        }

        Assert.Equal(PostgreSqlTables.Version, await Store.Server.RunAsync($"SELECT version FROM \"{schema}\".querent_journal"));
        Assert.Equal(1L, await Store.Server.RunAsync($"SELECT count(*) FROM \"{schema}\".answers"));
    }

    [Fact]
    public async Task A_journal_of_a_later_version_is_refused_and_left_as_it_was()
    {
        await Store.Server.RunAsync($"UPDATE \"{Store.Schema}\".querent_journal SET version = 99");

        JournalException refused = await RefusedAsync(Store.Schema);

        Assert.Contains("of version 99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Update Querent.Journal.PostgreSql", refused.Message, StringComparison.Ordinal);
        Assert.Equal(99, await Store.Server.RunAsync($"SELECT version FROM \"{Store.Schema}\".querent_journal"));
    }

    [Fact]
    public async Task A_schema_that_holds_something_else_is_refused_and_left_as_it_was()
    {
        string schema = Fresh();
        await Store.Server.RunAsync($"CREATE SCHEMA \"{schema}\"; CREATE TABLE \"{schema}\".rows (id int)");

        JournalException refused = await RefusedAsync(schema);

        Assert.Contains("is no journal", refused.Message, StringComparison.Ordinal);
        Assert.Contains(schema, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await Store.Server.RunAsync($"SELECT count(*) FROM pg_tables WHERE schemaname = '{schema}'"));
    }

    [Theory]
    [InlineData("DROP TABLE {0}.calls CASCADE")]
    [InlineData("ALTER TABLE {0}.calls DROP COLUMN attempts CASCADE")]
    [InlineData("ALTER TABLE {0}.rows DROP CONSTRAINT rows_run_key_key")]
    [InlineData("ALTER TABLE {0}.runs DROP COLUMN holder")]
    [InlineData("ALTER TABLE {0}.runs DROP COLUMN protection_check")]
    [InlineData("DELETE FROM {0}.querent_journal")]
    [InlineData("ALTER TABLE {0}.querent_journal RENAME COLUMN version TO v")]
    public async Task A_journal_of_which_a_part_is_missing_is_refused(string damage)
    {
        await Store.Server.RunAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, damage, $"\"{Store.Schema}\""));

        JournalException refused = await RefusedAsync(Store.Schema);

        Assert.Contains("is damaged", refused.Message, StringComparison.Ordinal);
        Assert.Contains("backup", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_somebody_made_empty_is_taken()
    {
        string schema = Fresh();
        await Store.Server.RunAsync($"CREATE SCHEMA \"{schema}\"");

        await using PostgreSqlJournal journal = await PostgreSqlJournal.OpenAsync(Store.Server.ConnectionString, new() { Schema = schema }, Token);

        Assert.Empty(await journal.ListRunsAsync(Token));
        Assert.Equal(schema, journal.Schema);
    }

    [Fact]
    public async Task A_name_with_quotes_is_a_name_like_others()
    {
        string schema = Fresh() + "\"; DROP";

        await using PostgreSqlJournal journal = await PostgreSqlJournal.OpenAsync(Store.Server.ConnectionString, new() { Schema = schema }, Token);
        await using IJournalRun run = await OpenRunAsync(journal: journal);
        await run.WriteAsync([Entry.Call("a"), Entry.End("a")], Token);

        Assert.Equal(1, Assert.Single(await journal.ListRunsAsync(Token)).AnsweredRows);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("pg_mine")]
    [InlineData("information_schema")]
    [InlineData("a\0b")]
    [InlineData("漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢")]
    public async Task A_name_that_no_schema_can_have_is_refused(string schema)
        => await Assert.ThrowsAnyAsync<ArgumentException>(() => PostgreSqlJournal.OpenAsync(Store.Server.ConnectionString, new() { Schema = schema }, Token));

    [Fact]
    public async Task Journals_of_one_database_know_nothing_of_each_other()
    {
        await RecordAsync("run", Entry.Call("a"), Entry.End("a"));
        await using PostgreSqlJournal other = await PostgreSqlJournal.OpenAsync(Store.Server.ConnectionString, new() { Schema = Fresh() }, Token);
        await using IJournalRun held = await OpenRunAsync(journal: other);

        Assert.True(held.IsNew);
        Assert.Single(await FindAsync("run", "a"));
    }

    private static string Fresh() => $"Fresh {Guid.NewGuid():N}";

    private async Task<JournalException> RefusedAsync(string schema)
    {
        JournalException refused = await Assert.ThrowsAsync<JournalException>(() => PostgreSqlJournal.OpenAsync(Store.Server.ConnectionString, new() { Schema = schema }, Token));
        Assert.False(refused.IsTransient);
        return refused;
    }
}

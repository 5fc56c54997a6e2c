using Npgsql;
using Querent.Journal.Suite;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>What a journal is opened with: who may, and what is said of who may not.</summary>
public sealed class ConnectingTests : StoreTests<PostgreSqlStore>
{
    private const string Password = "s3cret!canary";

    [Theory]
    [InlineData("Database=nowhere", "there is no such database")]
    [InlineData("Username=nobody", "refuses the user")]
    [InlineData("Password=" + Password + ";Username=nobody", "refuses the user")]
    public async Task Who_is_not_let_in_is_told_why_and_no_password(string change, string reason)
    {
        JournalException refused = await RefusedAsync($"{Store.Server.ConnectionString};{change};Persist Security Info=true");

        Assert.False(refused.IsTransient);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=x" + Password)]
    [InlineData("Host=127.0.0.1;Password=ab;" + Password + "=1")]
    [InlineData("Host=127.0.0.1;Password=ab;" + Password)]
    public async Task A_connection_string_that_cannot_be_read_is_not_repeated(string connectionString)
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => PostgreSqlJournal.OpenAsync(connectionString, cancellationToken: Token));

        Assert.DoesNotContain(Password, refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("semicolon", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_may_be_there_later()
    {
        JournalException refused = await RefusedAsync($"Host=127.0.0.1;Port=1;Username=x;Password={Password}");

        Assert.True(refused.IsTransient);
        Assert.Contains("127.0.0.1:1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_encoding_is_refused()
    {
        string database = $"latin_{Guid.NewGuid():N}";
        await Store.Server.RunAsync($"CREATE DATABASE {database} ENCODING 'LATIN1' TEMPLATE template0");

        JournalException refused = await RefusedAsync($"{Store.Server.ConnectionString};Database={database}");

        Assert.False(refused.IsTransient);
        Assert.Contains("ENCODING 'UTF8'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_rights_is_told_which_to_ask_for()
    {
        string user = await CreateUserAsync();

        JournalException refused = await RefusedAsync($"{Store.Server.ConnectionString};Username={user}", Store.Schema);
        JournalException cannotMake = await RefusedAsync($"{Store.Server.ConnectionString};Username={user}", $"New {user}");

        Assert.All([refused, cannotMake], exception =>
        {
            Assert.False(exception.IsTransient);
            Assert.Contains("GRANT", exception.Message, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task A_user_who_may_read_and_not_write_is_refused_before_anything_is_bought()
    {
        string user = await CreateUserAsync();
        await Store.Server.RunAsync($"GRANT USAGE ON SCHEMA \"{Store.Schema}\" TO {user}; GRANT SELECT ON ALL TABLES IN SCHEMA \"{Store.Schema}\" TO {user}");

        JournalException refused = await RefusedAsync($"{Store.Server.ConnectionString};Username={user}", Store.Schema);

        Assert.Contains("INSERT", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_read_and_write_but_make_nothing_can_use_a_journal_that_is_there()
    {
        string user = await CreateUserAsync();
        await Store.Server.RunAsync($"GRANT USAGE ON SCHEMA \"{Store.Schema}\" TO {user}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \"{Store.Schema}\" TO {user}");
        await using PostgreSqlJournal journal = await PostgreSqlJournal.OpenAsync($"{Store.Server.ConnectionString};Username={user}", new() { Schema = Store.Schema }, Token);

        await using (IJournalRun run = await OpenRunAsync(journal: journal))
        {
            await run.WriteAsync([Entry.Call("a"), Entry.End("a")], Token);
            Assert.Single(await run.FindAsync(["a"], Token));
        }

        Assert.Equal(1, await journal.PurgeAsync(new JournalPurge { Run = "run" }, Token));
    }

    [Fact]
    public async Task A_callers_data_source_is_used_and_stays_open()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(Store.Server.ConnectionString);
        await using (PostgreSqlJournal journal = await PostgreSqlJournal.OpenAsync(source, new() { Schema = Store.Schema }, Token))
        await using (IJournalRun run = await OpenRunAsync(journal: journal))
        {
            await run.WriteAsync([Entry.Call("a"), Entry.End("a")], Token);
        }

        await using NpgsqlCommand command = source.CreateCommand("SELECT 1");
        Assert.Equal(1, await command.ExecuteScalarAsync(Token));
        Assert.Single(await FindAsync("run", "a"));
    }

    [Fact]
    public async Task A_data_source_that_takes_no_arrays_is_refused_with_what_to_call()
    {
        await using NpgsqlDataSource slim = new NpgsqlSlimDataSourceBuilder(Store.Server.ConnectionString).Build();

        JournalException refused = await Assert.ThrowsAsync<JournalException>(() => PostgreSqlJournal.OpenAsync(slim, new() { Schema = Store.Schema }, Token));

        Assert.False(refused.IsTransient);
        Assert.Contains("EnableArrays()", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_source_that_multiplexes_is_refused()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(Store.Server.ConnectionString + ";Multiplexing=true");

        JournalException refused = await Assert.ThrowsAsync<JournalException>(() => PostgreSqlJournal.OpenAsync(source, new() { Schema = Store.Schema }, Token));

        Assert.Contains("Multiplexing", refused.Message, StringComparison.Ordinal);
    }

    private static Task<JournalException> RefusedAsync(string connectionString, string? schema = null)
        => Assert.ThrowsAsync<JournalException>(() => PostgreSqlJournal.OpenAsync(connectionString, schema is null ? null : new() { Schema = schema }, Token));

    private async Task<string> CreateUserAsync()
    {
        string user = $"user_{Guid.NewGuid():N}";
        await Store.Server.RunAsync($"CREATE ROLE {user} LOGIN");
        return user;
    }
}

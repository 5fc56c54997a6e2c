using Querent.Journal.Suite;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>A schema of its own in the server of all tests.</summary>
public sealed class PostgreSqlStore : IJournalStore<PostgreSqlStore>
{
    private PostgreSqlStore(PostgreSqlServer server) => Server = server;

    public PostgreSqlServer Server { get; }

    public string Schema { get; } = $"Test {Guid.NewGuid():N}";

    public static async Task<PostgreSqlStore> CreateAsync() => new(await SharedServer.GetAsync());

    public async Task<IJournal> OpenAsync() => await PostgreSqlJournal.OpenAsync($"{Server.ConnectionString};Application Name={Schema}", new() { Schema = Schema }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

[assembly: AssemblyFixture(typeof(Querent.Journal.PostgreSql.Tests.SharedServer))]

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>The server of all tests that leave it alone; started for the first of them.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    private static readonly Lock Starting = new();
    private static Task<PostgreSqlServer>? _server;

    /// <summary>The server; skips the test where there is no PostgreSQL.</summary>
    public static Task<PostgreSqlServer> GetAsync()
    {
        Assert.SkipWhen(PostgreSqlPrograms.Missing is not null, PostgreSqlPrograms.Missing ?? "");
        lock (Starting)
        {
            return _server ??= PostgreSqlServer.StartNewAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await (await _server).DisposeAsync();
        }
    }
}

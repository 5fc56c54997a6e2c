using Querent.Journal.PostgreSql.Tests;

namespace Querent.Journal.Victim;

/// <summary>The stores that journals are kept in, by name; gives each run a journal of its own.</summary>
internal sealed class Stores : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";

    private readonly string _store;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journals");
    private readonly PostgreSqlServer? _ownServer;
    private int _count;

    private Stores(string store, string? server, PostgreSqlServer? ownServer)
    {
        _store = store;
        _ownServer = ownServer;
        Server = server ?? ownServer?.ConnectionString;
    }

    /// <summary>How to get to the server; null where the store is none.</summary>
    public string? Server { get; }

    /// <summary>Starts a server where one is needed and none is named.</summary>
    public static async Task<Stores> CreateAsync(string store, string? server)
        => new(store, server, store == PostgreSql && server is null ? await PostgreSqlServer.StartNewAsync() : null);

    /// <param name="store">Which.</param>
    /// <param name="journal">A file, or a schema of the server.</param>
    /// <param name="server">How to get to the server.</param>
    public static async Task<IJournal> OpenAsync(string store, string journal, string? server) => store switch
    {
        Sqlite => await SqliteJournal.OpenAsync(journal),
        PostgreSql when server is not null => await PostgreSqlJournal.OpenAsync(server, new() { Schema = journal }),
        _ => throw new ArgumentException($"There is no store '{store}' at '{server}'.", nameof(store)),
    };

    /// <summary>Where the next run's journal is.</summary>
    public string Next() => _store == Sqlite ? Path.Combine(_folder.FullName, $"{_count++}.journal") : $"victim_{Environment.ProcessId}_{_count++}";

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        if (_ownServer is not null)
        {
            await _ownServer.DisposeAsync();
        }
    }
}

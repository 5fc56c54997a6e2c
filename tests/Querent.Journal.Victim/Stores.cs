namespace Querent.Journal.Victim;

/// <summary>The stores that journals are kept in, by name; gives each run a journal of its own.</summary>
internal sealed class Stores(string store, string? server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journals");
    private int _count;

    public static async Task<IJournal> OpenAsync(string store, string journal) => store switch
    {
        "sqlite" => await SqliteJournal.OpenAsync(journal),
        _ => throw new ArgumentException($"There is no store '{store}'.", nameof(store)),
    };

    /// <summary>Where the next run's journal is.</summary>
    public string Next() => store switch
    {
        "sqlite" => Path.Combine(_folder.FullName, $"{_count++}.journal"),
        _ => throw new ArgumentException($"There is no store '{store}' at '{server}'."),
    };

    public void Dispose() => _folder.Delete(recursive: true);
}

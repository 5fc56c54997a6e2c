using Querent.Journal.Suite;

namespace Querent.Journal.Sqlite.Tests;

/// <summary>A folder of its own with a file in it.</summary>
public sealed class SqliteStore : IJournalStore<SqliteStore>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("querent-journal-");

    public static Task<SqliteStore> CreateAsync() => Task.FromResult(new SqliteStore());

    public async Task<IJournal> OpenAsync() => await SqliteJournal.OpenAsync(Path.Combine(_folder.FullName, "journal.db"), cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

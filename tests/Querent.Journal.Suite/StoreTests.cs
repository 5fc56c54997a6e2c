namespace Querent.Journal.Suite;

/// <summary>A test with a journal of its own.</summary>
/// <typeparam name="TStore">The store that is held to the suite.</typeparam>
public abstract class StoreTests<TStore> : IAsyncLifetime
    where TStore : class, IJournalStore<TStore>
{
    private TStore? _store;
    private IJournal? _journal;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected TStore Store => _store!;

    protected IJournal Journal => _journal!;

    public async ValueTask InitializeAsync()
    {
        _store = await TStore.CreateAsync();
        _journal = await _store.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_journal is not null)
        {
            await _journal.DisposeAsync();
        }

        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    /// <summary>Closes the journal and opens it again, as the next process would.</summary>
    protected async Task ReopenAsync()
    {
        await Journal.DisposeAsync();
        _journal = await Store.OpenAsync();
    }

    protected ValueTask<IJournalRun> OpenRunAsync(string name = "run", string rowType = "Row", IJournal? journal = null, JournalRunMode? mode = null)
        => (journal ?? Journal).OpenRunAsync(new JournalRunInfo(name, rowType, Entry.Noon) { Mode = mode }, Token);

    /// <summary>Records entries of a run that is opened for them alone.</summary>
    protected async Task RecordAsync(string run, params JournalEntry[] entries)
    {
        await using IJournalRun opened = await OpenRunAsync(run);
        await opened.WriteAsync(entries, Token);
    }

    /// <summary>What a run has of rows, by their keys.</summary>
    protected async Task<Dictionary<string, JournaledRow>> FindAsync(string run, params string[] keys)
    {
        await using IJournalRun opened = await OpenRunAsync(run);
        return (await opened.FindAsync(keys, Token)).ToDictionary(row => row.Key, StringComparer.Ordinal);
    }
}

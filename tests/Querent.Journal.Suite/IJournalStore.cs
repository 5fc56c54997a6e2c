namespace Querent.Journal.Suite;

/// <summary>A place for one journal, which outlives those who open it.</summary>
/// <typeparam name="TSelf">The store that is held to the suite.</typeparam>
public interface IJournalStore<TSelf> : IAsyncDisposable
    where TSelf : IJournalStore<TSelf>
{
    /// <summary>Makes an empty place.</summary>
    static abstract Task<TSelf> CreateAsync();

    /// <summary>Opens the journal as another process would; it is refused, or its open runs are.</summary>
    Task<IJournal> OpenAsync();
}

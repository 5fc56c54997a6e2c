namespace Querent;

/// <summary>One run of a journal, open for one holder. Disposing of it lets others open it.</summary>
public interface IJournalRun : IAsyncDisposable
{
    /// <summary>Whether the run had no row and no call when it was opened, so that there is nothing to look for.</summary>
    bool IsNew { get; }

    /// <summary>
    /// How the run keeps what it records, as it said when it was begun (<see cref="JournalRunInfo.Mode"/>); null where it did not, as runs of
    /// earlier versions.
    /// </summary>
    JournalRunMode? Mode { get; }

    /// <summary>What is recorded of rows.</summary>
    /// <param name="keys">The rows' keys, none of them twice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rows that there are, in any order; a row of which nothing is recorded is not among them.</returns>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    ValueTask<IReadOnlyList<JournaledRow>> FindAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records entries, in their order and in one transaction: all of them or none, and durable once the task has ended. A call may be
    /// recorded twice when an earlier attempt to write it failed halfway; the later one counts.
    /// </summary>
    /// <param name="entries">
    /// Calls, and ends of rows whose calls come before them, here or in an earlier transaction. Nothing of a row comes after its end before
    /// the run is opened again.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JournalException">Nothing of it was recorded; <see cref="JournalException.IsTransient"/> tells whether to try again.</exception>
    ValueTask WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken = default);
}

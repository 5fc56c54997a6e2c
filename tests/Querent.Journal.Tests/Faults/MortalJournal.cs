namespace Querent.Journal.Tests.Faults;

/// <summary>
/// A journal of a process that dies: after so many transactions nothing is written any more, as nothing is after a kill. Or one that
/// fails as told.
/// </summary>
internal sealed class MortalJournal(IJournal journal, Func<int, JournalException?> fails, Func<JournalException?>? failsToFind = null, Func<JournalException?>? failsToOpen = null) : IJournal
{
    private int _writes;

    /// <summary>One that dies after so many transactions.</summary>
    public static MortalJournal DyingAfter(IJournal journal, int writes) => new(journal, write => write > writes ? new JournalException("The process is dead.") : null);

    public async ValueTask<IJournalRun> OpenRunAsync(JournalRunInfo run, CancellationToken cancellationToken = default)
        => failsToOpen?.Invoke() is { } fault ? throw fault : new Run(await journal.OpenRunAsync(run, cancellationToken), this);

    public ValueTask<IReadOnlyList<JournalRunSummary>> ListRunsAsync(CancellationToken cancellationToken = default) => journal.ListRunsAsync(cancellationToken);

    public ValueTask<JournalCall?> FindAnswerAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? recordedSince = null, CancellationToken cancellationToken = default)
        => journal.FindAnswerAsync(fingerprint, recordedSince, cancellationToken);

    public ValueTask<long> PurgeAsync(JournalPurge purge, CancellationToken cancellationToken = default) => journal.PurgeAsync(purge, cancellationToken);

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private sealed class Run(IJournalRun run, MortalJournal journal) : IJournalRun
    {
        public bool IsNew => run.IsNew;

        public JournalRunMode? Mode => run.Mode;

        public ValueTask<IReadOnlyList<JournaledRow>> FindAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
            => journal.FindFault() is { } fault ? throw fault : run.FindAsync(keys, cancellationToken);

        public ValueTask WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken = default)
            => journal.Fault() is { } fault ? throw fault : run.WriteAsync(entries, cancellationToken);

        public ValueTask DisposeAsync() => run.DisposeAsync();
    }

    private JournalException? FindFault() => failsToFind?.Invoke();

    private JournalException? Fault() => fails(Interlocked.Increment(ref _writes));
}

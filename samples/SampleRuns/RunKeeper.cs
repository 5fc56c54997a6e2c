using Querent;

namespace SampleRuns;

/// <summary>The journal that a sample's run is kept in.</summary>
internal sealed class RunKeeper : IAsyncDisposable
{
    private readonly SqliteJournal _journal;

    private RunKeeper(SqliteJournal journal, JournalOptions options)
    {
        _journal = journal;
        Options = options;
    }

    public JournalOptions Options { get; }

    /// <exception cref="UsageException">The journal has the run already, and it was not said to go on with it.</exception>
    /// <exception cref="JournalException">The journal cannot be opened.</exception>
    public static async Task<RunKeeper> OpenAsync(SampleJournal journal, string run, CancellationToken cancellationToken)
    {
        SqliteJournal opened = await SqliteJournal.OpenAsync(journal.File, cancellationToken: cancellationToken);
        try
        {
            JournalRunSummary? known = (await opened.ListRunsAsync(cancellationToken)).FirstOrDefault(known => known.Name == run);
            return known is null || journal.Resume
                ? new RunKeeper(opened, new JournalOptions(opened, run) { RetryFailed = journal.RetryFailed })
                : throw new UsageException($"{journal.File} holds a run already: {known.AnsweredRows} rows answered, {known.FailedRows} failed. Go on with it by --resume, or name another file.");
        }
        catch (Exception)
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();
}

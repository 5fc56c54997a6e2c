namespace Querent;

/// <summary>How a run gets its journal.</summary>
public sealed partial class RowExecutor
{
    /// <summary>Opens a run's journal, and waits for it no longer than anybody wants the run.</summary>
    /// <exception cref="JournalException">It cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="ExecutorStoppedException">The executor was drained or disposed of.</exception>
    private async ValueTask<RunJournal> OpenAsync<TRow>(JournalOptions options, RowPlan<TRow> plan, CancellationToken cancellationToken)
        where TRow : class
    {
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _draining.Token, _ending.Token);
        try
        {
            return await RunJournal.OpenAsync(options, _options.RequireContentFilter, plan, _transport.ModelIdentity, _options.MaxConcurrency, _options.TimeProvider, _logger, wanted.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (wanted.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ExecutorStoppedException("The executor was drained or ended before the run's journal was open. No row was asked.");
        }
    }
}

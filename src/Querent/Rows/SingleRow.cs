namespace Querent;

/// <summary>One row that is asked by itself.</summary>
internal sealed class SingleRow<TRow>(RowServices services) : IRowOwner<TRow>
    where TRow : class
{
    /// <summary>How long a row that is ended waits for attempts that are cancelled: a transport may be slow to notice.</summary>
    private static readonly TimeSpan AttemptGrace = TimeSpan.FromMilliseconds(25);

    private readonly TaskCompletionSource<RowOutcome<TRow>?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActiveRow? _row;

    /// <summary>Asks a row's queries.</summary>
    /// <exception cref="ExecutorStoppedException">The executor takes no more rows, or was ended before the row was finished.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled before the row was finished.</exception>
    public async Task<RowOutcome<TRow>> AskAsync(RowPlan<TRow> plan, object input, CancellationToken ending, CancellationToken cancellationToken)
    {
        var row = new ActiveRow<TRow>(this, plan, index: 0, input);
        if (!services.Registry.TryAdd(row))
        {
            throw new ExecutorStoppedException("The executor is drained and takes no more rows.");
        }

        _row = row;
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(static single => ((SingleRow<TRow>)single!).Stop(), this);
        using CancellationTokenRegistration ended = ending.UnsafeRegister(static single => ((SingleRow<TRow>)single!).Stop(), this);
        row.Start();
        RowOutcome<TRow>? outcome = await _outcome.Task.ConfigureAwait(false);
        if (outcome is null or FailedRow<TRow> { Failure.Error.Kind: QueryErrorKind.Cancelled })
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ExecutorStoppedException("The executor was ended before the row was finished.");
        }

        return outcome;
    }

    public RowServices Services => services;

    public void Finished(ActiveRow row, RowOutcome<TRow> outcome, long bytes, bool isLast)
    {
        services.Registry.Remove(row);
        _outcome.TrySetResult(outcome);
    }

    private void Stop()
    {
        _row!.End(CallEnd.Dropped);
        _row.Cancel();
        _ = GiveUpAsync();
    }

    private async Task GiveUpAsync()
    {
        if (!_outcome.Task.IsCompleted)
        {
            await Task.WhenAny(_outcome.Task, Task.Delay(AttemptGrace, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
            _outcome.TrySetResult(null);
        }
    }
}

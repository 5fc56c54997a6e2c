namespace Querent;

/// <summary>One row that is asked by itself.</summary>
internal sealed class SingleRow<TRow>(RowServices services) : IRowOwner<TRow>
    where TRow : class
{
    private readonly TaskCompletionSource<RowOutcome<TRow>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

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

        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(Stop, row);
        using CancellationTokenRegistration ended = ending.UnsafeRegister(Stop, row);
        row.Start();
        RowOutcome<TRow> outcome = await _outcome.Task.ConfigureAwait(false);
        if (outcome is FailedRow<TRow> { Failure.Error.Kind: QueryErrorKind.Cancelled })
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ExecutorStoppedException("The executor was ended before the row was finished.");
        }

        return outcome;
    }

    public RowServices Services => services;

    public void Finished(ActiveRow row, RowOutcome<TRow> outcome, long bytes)
    {
        services.Registry.Remove(row);
        _outcome.SetResult(outcome);
    }

    private static void Stop(object? state)
    {
        var row = (ActiveRow)state!;
        row.End(CallEnd.Dropped);
        row.Cancel();
    }
}

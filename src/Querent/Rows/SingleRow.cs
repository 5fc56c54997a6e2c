namespace Querent;

/// <summary>One row that is asked by itself.</summary>
internal sealed class SingleRow<TRow>(RowServices services) : IRowOwner<TRow>
    where TRow : class
{
    private readonly TaskCompletionSource<RowOutcome<TRow>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Asks a row's queries.</summary>
    /// <exception cref="OperationCanceledException">One of the tokens was cancelled before the row was finished.</exception>
    public async Task<RowOutcome<TRow>> AskAsync(RowPlan<TRow> plan, object input, CancellationToken disposing, CancellationToken cancellationToken)
    {
        var row = new ActiveRow<TRow>(services, this, plan, index: 0, input);
        services.Registry.Add(row);
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(Stop, row);
        using CancellationTokenRegistration disposed = disposing.UnsafeRegister(Stop, row);
        row.Start();
        RowOutcome<TRow> outcome = await _outcome.Task.ConfigureAwait(false);
        if (outcome is FailedRow<TRow> { Failure.Error.Kind: QueryErrorKind.Cancelled })
        {
            cancellationToken.ThrowIfCancellationRequested();
            disposing.ThrowIfCancellationRequested();
        }

        return outcome;
    }

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

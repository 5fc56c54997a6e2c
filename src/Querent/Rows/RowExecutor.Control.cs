namespace Querent;

/// <summary>How an executor is watched, paused, drained and ended.</summary>
public sealed partial class RowExecutor
{
    /// <summary>Watches the executor's work by the rules of <see cref="RowExecutorOptions.Health"/>.</summary>
    public ExecutorHealth Health { get; }

    /// <summary>Whether the executor is paused.</summary>
    public bool IsPaused => _pause.IsOn;

    /// <summary>Whether the executor is drained or disposed of, so that it takes no more rows.</summary>
    internal bool IsStopping => _isDisposed || _draining.IsCancellationRequested;

    /// <summary>What the executor has done so far and is doing now.</summary>
    public ExecutorStatistics GetStatistics() => _statistics.Take();

    /// <summary>
    /// Sends nothing more until <see cref="Resume"/>, neither for new queries nor for those that are to be tried again. Attempts in
    /// flight are finished. Runs and <see cref="AskAsync{TRow}(IRowInput{TRow}, CancellationToken)"/> take rows as before, which wait.
    /// Does nothing when the executor is paused.
    /// </summary>
    /// <remarks>
    /// Meanwhile the deadlines of rows and queries stand still; an attempt in flight keeps its own, and a back-off passes.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The executor is drained (<see cref="DrainAsync"/>).</exception>
    /// <exception cref="ObjectDisposedException">The executor is disposed of.</exception>
    public void Pause()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _pause.Pause();
    }

    /// <summary>Goes on after <see cref="Pause"/>, the oldest rows first; does nothing when the executor is not paused.</summary>
    public void Resume() => _pause.Resume();

    /// <summary>
    /// Takes no more rows and finishes those that are begun, with all of their retries. Runs read their sources no
    /// further, give out what they had begun, and then throw <see cref="ExecutorStoppedException"/>; asking another row
    /// throws it at once. A paused executor goes on, and cannot be paused any more: it could never finish.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait and with it the rows that are not finished: their calls are cancelled.</param>
    /// <returns>A task that ends, without an exception, when nothing is in flight any more.</returns>
    public Task DrainAsync(CancellationToken cancellationToken = default)
    {
        ExecutorLog.Draining(_logger, _services.Registry.Count);
        Task empty = _services.Registry.CloseAsync();
        _draining.Cancel();
        _pause.Close();
        return WaitAsync(empty, cancellationToken);
    }

    /// <summary>Ends what runs, waits until nothing is in flight, and disposes of the transport.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _ending.CancelAsync().ConfigureAwait(false);
        await _services.Registry.CloseAsync().ConfigureAwait(false);
        Health.Stop();
        _metrics.Dispose();
        _services.Registry.Dispose();
        _services.Calls.Dispose();
        _admission.Dispose();
        await _transport.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WaitAsync(Task empty, CancellationToken cancellationToken)
    {
        CancellationTokenRegistration cut = cancellationToken.UnsafeRegister(static executor => ((RowExecutor)executor!).CutDrain(), this);
        await using (cut.ConfigureAwait(false))
        {
            await empty.ConfigureAwait(false);
        }

        ExecutorLog.Drained(_logger);
    }

    private void CutDrain()
    {
        ExecutorLog.DrainCut(_logger, _services.Registry.Count);
        _ = _ending.CancelAsync();
    }
}

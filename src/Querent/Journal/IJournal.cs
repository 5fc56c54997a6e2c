namespace Querent;

/// <summary>
/// Where runs keep what they have bought: every answer before its row is given out, and every row with all of its answers or its
/// failure. A run that died is started again with the same journal and the same name, and asks only what it has no answer to
/// (<see cref="RunOptions.Journal"/>).
/// </summary>
/// <remarks>
/// <para>An implementation stores and finds; what is gathered into one transaction, what is tried again and what is protected is decided
/// above it. Its members may be called by several threads at once. They throw <see cref="JournalException"/> and nothing else, but for
/// <see cref="OperationCanceledException"/> of the caller's token.</para>
/// <para>Disposing of a journal closes it; what was written is durable long before.</para>
/// </remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Opens a run: begins it, or goes on with it. One holder has it at a time.</summary>
    /// <param name="run">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The run, which the caller disposes of.</returns>
    /// <exception cref="JournalException">
    /// Another process or run has it open, it is of another row type, or the journal cannot be read.
    /// </exception>
    ValueTask<IJournalRun> OpenRunAsync(JournalRunInfo run, CancellationToken cancellationToken = default);

    /// <summary>The runs that there are, the oldest first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<JournalRunSummary>> ListRunsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The answer that was recorded last for a fingerprint, whichever run and row it was for (<see cref="JournalCall.Fingerprint"/>);
    /// null when there is none.
    /// </summary>
    /// <param name="fingerprint">32 bytes.</param>
    /// <param name="recordedSince">Answers before this do not count; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<JournalCall?> FindAnswerAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? recordedSince = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes what is recorded, for good: also from the space that the store keeps for later use.</summary>
    /// <param name="purge">What.</param>
    /// <param name="cancellationToken">Gives up; what was deleted before stays deleted.</param>
    /// <returns>How many rows were deleted, with all that was recorded of them.</returns>
    /// <exception cref="JournalException">A run that would be touched is open, or the journal cannot be written.</exception>
    ValueTask<long> PurgeAsync(JournalPurge purge, CancellationToken cancellationToken = default);
}

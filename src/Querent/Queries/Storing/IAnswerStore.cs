namespace Querent;

/// <summary>
/// Where answers are kept for later runs and other processes: a cache, a journal, a table of one's own
/// (<see cref="RowExecutorOptions.AnswerStore"/>).
/// </summary>
/// <remarks>
/// Its members are called by many threads at once, and must not block them. Whatever they throw costs no row: what cannot be found is
/// asked, and what cannot be kept is not. How long they may take is limited by <see cref="AnswerStoreOptions.Timeout"/>.
/// </remarks>
public interface IAnswerStore
{
    /// <summary>Finds the answer to a request.</summary>
    /// <param name="fingerprint">
    /// 32 bytes, SHA-256 of all that the answer depends on: the model and its parameters, the schema, the rendered prompt. Equal ones mean
    /// that the same is asked.
    /// </param>
    /// <param name="answeredSince">Answers of before this do not count; null for all.</param>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    /// <returns>The answer; null for none.</returns>
    ValueTask<StoredAnswer?> FindAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? answeredSince, CancellationToken cancellationToken);

    /// <summary>Keeps the answer to a request, in place of an earlier one.</summary>
    /// <param name="fingerprint">What was asked, as in <see cref="FindAsync"/>.</param>
    /// <param name="answer">The answer; its memory is the store's from here on.</param>
    /// <param name="maxAge">How long the executor that keeps it would use it: no need to hold it for longer. Null for ever.</param>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    ValueTask KeepAsync(ReadOnlyMemory<byte> fingerprint, StoredAnswer answer, TimeSpan? maxAge, CancellationToken cancellationToken);
}

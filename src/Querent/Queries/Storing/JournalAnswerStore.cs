using System.Security.Cryptography;

namespace Querent;

/// <summary>
/// The answers of all runs of a journal, for other runs: of whichever row they were. What a run with this journal answers is found once
/// it is written, so that nothing is kept here by itself; a run without a journal only reads.
/// </summary>
/// <param name="journal">The journal, which stays the caller's to dispose of, after the executor.</param>
/// <param name="protection">
/// What the answers were protected with (<see cref="JournalOptions.Protection"/>); null where they were not. An answer that was protected in
/// another way, or not, counts as not there.
/// </param>
public sealed class JournalAnswerStore(IJournal journal, JournalProtection? protection = null) : IAnswerStore
{
    private readonly IJournal _journal = journal ?? throw new ArgumentNullException(nameof(journal));

    /// <inheritdoc/>
    public async ValueTask<StoredAnswer?> FindAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? answeredSince, CancellationToken cancellationToken)
    {
        JournalCall? call = await _journal.FindAnswerAsync(fingerprint, answeredSince, cancellationToken).ConfigureAwait(false);
        if (call?.Answer is not { } stored || Plain(stored) is not { } answer)
        {
            return null;
        }

        ParsedAttempts attempts = AttemptJson.Read(call.Attempts) ?? default;   // the answer is whole without them
        return new StoredAnswer(answer, call.RecordedAt) { Model = attempts.Model, IsUnfiltered = attempts.IsUnfiltered is not false };
    }

    /// <summary>Does nothing: the run's journal records what is answered.</summary>
    /// <inheritdoc/>
    public ValueTask KeepAsync(ReadOnlyMemory<byte> fingerprint, StoredAnswer answer, TimeSpan? maxAge, CancellationToken cancellationToken)
        => ValueTask.CompletedTask;

    private ReadOnlyMemory<byte>? Plain(ReadOnlyMemory<byte> stored)
    {
        if (protection is null)
        {
            return stored;   // where it is protected after all, it does not read as an answer
        }

        try
        {
            return protection.Unprotect(stored.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

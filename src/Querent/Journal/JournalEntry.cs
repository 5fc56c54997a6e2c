namespace Querent;

/// <summary>What a journal records: a <see cref="JournalCall"/> or a <see cref="JournalRowEnd"/>.</summary>
public abstract record JournalEntry
{
    private protected JournalEntry(string rowKey) => RowKey = rowKey;

    /// <summary>The row's key, as the journal knows it.</summary>
    public string RowKey { get; }
}

/// <summary>One query that was asked for a row, with all of its attempts: answered or not.</summary>
/// <param name="RowKey">The row's key, as the journal knows it.</param>
/// <param name="Query">The query's name.</param>
/// <param name="Fingerprint">
/// SHA-256 of all that the answer depends on, 32 bytes: the model and its parameters, the schema, the rendered prompt.
/// </param>
/// <param name="Answer">The answer's JSON as it came, UTF-8, perhaps protected; null when there was none, or it is left out.</param>
/// <param name="Prompt">The messages as a JSON array, UTF-8, perhaps protected; null where prompts are left out.</param>
/// <param name="Attempts">The attempts as a JSON array, UTF-8 (<c>docs/journal.md</c> has its members), never protected: it holds nothing of prompt or answer.</param>
/// <param name="RecordedAt">When the query ended, by the executor's clock; of an answer out of an answer store, which has no attempts, when it was given.</param>
public sealed record JournalCall(
    string RowKey,
    string Query,
    ReadOnlyMemory<byte> Fingerprint,
    ReadOnlyMemory<byte>? Answer,
    ReadOnlyMemory<byte>? Prompt,
    ReadOnlyMemory<byte> Attempts,
    DateTimeOffset RecordedAt)
    : JournalEntry(RowKey);

/// <summary>The end of a row: all of its answers are recorded, or it failed.</summary>
/// <param name="RowKey">The row's key, as the journal knows it.</param>
/// <param name="Position">The row's place in the source, from 0, in the run that recorded this.</param>
/// <param name="Fingerprint">SHA-256 of the row's input and all that is asked of it, 32 bytes.</param>
/// <param name="Failure">Why it failed, as JSON (<c>docs/journal.md</c> has its members); null for a row that was answered.</param>
/// <param name="RecordedAt">When, by the executor's clock.</param>
public sealed record JournalRowEnd(
    string RowKey,
    long Position,
    ReadOnlyMemory<byte> Fingerprint,
    string? Failure,
    DateTimeOffset RecordedAt)
    : JournalEntry(RowKey);

namespace Querent;

/// <summary>
/// An answered row that waits for an older one, and whose answers are in the journal only until it is its turn. Never given out itself.
/// </summary>
internal sealed class SpilledRow<TRow>(long index, object input, RowPlan<TRow> plan, RowJournal journal, bool isRestored) : RowOutcome<TRow>(index, input, [])
    where TRow : class
{
    /// <summary>What it takes in memory, roughly, beside its input.</summary>
    public const int FixedBytes = 256;

    /// <summary>The row as it was.</summary>
    /// <exception cref="JournalException">The journal cannot be read, or does not hold the row any more.</exception>
    public async ValueTask<RowOutcome<TRow>> ReadAsync(CallPool calls)
    {
        await journal.FindPastAsync().ConfigureAwait(false);
        var result = new RowResult<TRow>(plan, Index, UntypedInput);
        if (RowReplay.Replay(result, journal, calls, isRestored) is not { ReadyCount: 0 } || result.Complete(rowError: null) is not AnsweredRow<TRow> row)
        {
            throw new JournalException($"The answers of the row at index {Index} were recorded and are not in the journal any more. Leave the journal to the run while it runs, and start it again.");
        }

        row.IsRestored = isRestored;
        return row;
    }
}

namespace Querent;

/// <summary>
/// What a journal is to forget: rows that meet all of the conditions that are set. A run whose last row goes, goes too.
/// </summary>
public sealed record JournalPurge
{
    /// <summary>The run's name; null for every run.</summary>
    public string? Run { get; init; }

    /// <summary>
    /// The row's key as the journal knows it: <see cref="JournalOptions.KeyOf"/> makes it of a <c>[RowKey]</c>'s text; null for every row.
    /// Where that is a hash, it is the key of one run.
    /// </summary>
    /// <remarks>
    /// <para>A key is one row's. What <see cref="DuplicateRowKeys.Number"/> has numbered stays until it is purged by keys of its own: that of
    /// <c>ticket-17#2</c>, of <c>ticket-17#3</c>, and so on, as many as the source had.</para>
    /// <para>A row without a <c>[RowKey]</c> has the first 32 digits of <see cref="AttemptRecord.InputHash"/> for a key, equal ones <c>#2</c>
    /// and so on behind it; <see cref="JournalOptions.KeyOf"/> is not for those.</para>
    /// </remarks>
    public string? RowKey { get; init; }

    /// <summary>Rows of which nothing was recorded since; null for rows of any age.</summary>
    public DateTimeOffset? RecordedBefore { get; init; }

    /// <summary>For stores: refuses a purge without a condition.</summary>
    /// <exception cref="ArgumentException">No condition is set.</exception>
    public void Validate()
    {
        if (Run is null && RowKey is null && RecordedBefore is null)
        {
            throw new ArgumentException("Set Run, RowKey or RecordedBefore. To forget everything, delete the journal.", nameof(JournalPurge));
        }
    }
}

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
    /// </summary>
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

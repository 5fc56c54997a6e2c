namespace Querent;

/// <summary>Which run of a journal is to be opened.</summary>
/// <param name="Name">Its name, from 1 to 200 characters.</param>
/// <param name="RowType">The row type's name: a run is of one row type.</param>
/// <param name="OpenedAt">Now, by the executor's clock.</param>
public sealed record JournalRunInfo(string Name, string RowType, DateTimeOffset OpenedAt)
{
    /// <summary>
    /// How it keeps what it records; null leaves it unsaid. A store records it with a run of which no row is recorded yet, and judges nothing
    /// by it: what is recorded of a run that goes on stays, and is given back (<see cref="IJournalRun.Mode"/>).
    /// </summary>
    public JournalRunMode? Mode { get; init; }
}

/// <summary>A run of a journal, for a person.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RowType">The row type's name.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="OpenedAt">When it was opened last.</param>
/// <param name="AnsweredRows">How many rows have all of their answers.</param>
/// <param name="FailedRows">How many rows have failed, by their last end.</param>
public sealed record JournalRunSummary(string Name, string RowType, DateTimeOffset CreatedAt, DateTimeOffset OpenedAt, long AnsweredRows, long FailedRows);

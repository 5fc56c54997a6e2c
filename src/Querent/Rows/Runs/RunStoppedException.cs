namespace Querent;

/// <summary>
/// A run was stopped early, because nearly all of its rows failed for the same reason (<see cref="RunOptions.StopOnFailures"/>).
/// All rows that it had begun were finished and given out first.
/// </summary>
public sealed class RunStoppedException : Exception
{
    internal RunStoppedException(FailureFinding finding, long index)
        : base(
            $"The run was stopped: {finding.Failed} of the last {finding.Finished} rows failed for the same reason. {finding.Error} "
            + $"Rows from index {index} on were not asked; those before are all given out. Mend the reason and run the rows from index {index} on and those that failed, "
            + $"or set RunOptions.StopOnFailures to null to ask all rows whatever becomes of them.")
    {
        Error = finding.Error;
        FailedCount = finding.Failed;
        FinishedCount = finding.Finished;
        Index = index;
    }

    /// <summary>The error of the last of the failed rows.</summary>
    public QueryError Error { get; }

    /// <summary>How many rows failed for this reason, of <see cref="FinishedCount"/>.</summary>
    public int FailedCount { get; }

    /// <summary>How many rows were looked at: the last of those before which all had finished, in the order of the source.</summary>
    public int FinishedCount { get; }

    /// <summary>The index of the first row that was not asked: an earlier one has its outcome, none from here on has.</summary>
    public long Index { get; }
}

using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>Counts what a run's rows came to and logs it. Not safe for use by several threads at once.</summary>
internal sealed class RunTally(ILogger logger, string rowType, TimeProvider timeProvider, RowCounters counters)
{
    private long _begun;
    private long _answered;
    private long _failed;
    private bool _hasGivenOut;

    /// <summary>Whether the source was read to its end.</summary>
    public bool IsComplete { get; set; }

    public void Begin(int maxConcurrency)
    {
        _begun = timeProvider.GetTimestamp();
        ExecutorLog.RunBegun(logger, rowType, maxConcurrency);
    }

    public void Add<TRow>(RowOutcome<TRow> outcome)
        where TRow : class
    {
        if (outcome is AnsweredRow<TRow>)
        {
            _answered++;
        }
        else if (outcome is FailedRow<TRow> { Failure.Error.Kind: not QueryErrorKind.Cancelled })
        {
            _failed++;
        }
    }

    /// <summary>Takes note of an outcome that the caller is given.</summary>
    public void GiveOut()
    {
        if (!_hasGivenOut)
        {
            _hasGivenOut = true;
            counters.GaveFirst(timeProvider.GetElapsedTime(_begun), rowType);
        }
    }

    public void Stop(FailureFinding finding, long nextIndex) => ExecutorLog.RunStopped(
        logger, rowType, finding.Failed, finding.Finished, finding.Error.Kind, finding.Error.Message, nextIndex, finding.Error.StatusCode, finding.Error.Code);

    public void End()
        => ExecutorLog.RunEnded(logger, rowType, timeProvider.GetElapsedTime(_begun).TotalMilliseconds, _answered, _failed, IsComplete);
}

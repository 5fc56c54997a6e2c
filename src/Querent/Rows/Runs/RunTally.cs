using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>Counts what a run's rows came to and logs it. Not safe for use by several threads at once.</summary>
internal sealed class RunTally(ILogger logger, string rowType, TimeProvider timeProvider)
{
    private long _begun;
    private long _answered;
    private long _failed;

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

    public void End(bool isComplete)
        => ExecutorLog.RunEnded(logger, rowType, timeProvider.GetElapsedTime(_begun).TotalMilliseconds, _answered, _failed, isComplete);
}

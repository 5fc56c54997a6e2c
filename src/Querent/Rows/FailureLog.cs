using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>Logs the rows that failed.</summary>
internal static class FailureLog
{
    public static void TellOf<TRow>(ILogger logger, string rowType, RowOutcome<TRow> outcome)
        where TRow : class
    {
        if (outcome is FailedRow<TRow> { Failure: { Error: { Kind: not QueryErrorKind.Cancelled } error } failure })
        {
            ExecutorLog.RowFailed(
                logger,
                rowType,
                outcome.Index,
                failure.AnsweredCount,
                failure.QueryCount,
                failure.FirstQuery,
                error.Kind,
                error.Message,
                error.StatusCode,
                error.RequestId);
        }
    }
}

using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>What an executor logs. The ids are stable; no event holds a prompt, an answer or a key.</summary>
internal static partial class ExecutorLog
{
    public const string Category = "Querent.RowExecutor";

    [LoggerMessage(1000, LogLevel.Debug, "{RowType} row {RowIndex}, query {Query}, attempt {Attempt}: {Kind} after {Milliseconds:0} ms; to be tried again: {IsTriedAgain} [status={StatusCode} code={Code} request={RequestId}]")]
    public static partial void AttemptFailed(
        ILogger logger, string rowType, long rowIndex, string query, int attempt, QueryErrorKind kind, int? statusCode, string? code, string? requestId, double milliseconds, bool isTriedAgain);

    [LoggerMessage(1100, LogLevel.Warning, "{RowType} row {RowIndex} failed with {Answered} of {Queries} queries answered. {Query}: {Kind}: {Reason} [status={StatusCode} request={RequestId}]")]
    public static partial void RowFailed(
        ILogger logger, string rowType, long rowIndex, int answered, int queries, string? query, QueryErrorKind kind, string reason, int? statusCode, string? requestId);

    [LoggerMessage(1200, LogLevel.Information, "A run over {RowType} rows has begun: at most {MaxConcurrency} attempts at a time.")]
    public static partial void RunBegun(ILogger logger, string rowType, int maxConcurrency);

    [LoggerMessage(1201, LogLevel.Information, "A run over {RowType} rows has ended after {Milliseconds:0} ms: {Answered} answered, {Failed} failed. Its source was read to the end: {IsComplete}.")]
    public static partial void RunEnded(ILogger logger, string rowType, double milliseconds, long answered, long failed, bool isComplete);

    [LoggerMessage(1202, LogLevel.Error, "A run over {RowType} rows is stopped: {Failed} of the {Finished} rows that finished last failed for the same reason, {Kind}: {Reason} Rows from index {RowIndex} on are not asked. [status={StatusCode} code={Code}]")]
    public static partial void RunStopped(ILogger logger, string rowType, int failed, int finished, QueryErrorKind kind, string reason, long rowIndex, int? statusCode, string? code);

    [LoggerMessage(1300, LogLevel.Information, "The executor is drained: it takes no more rows and finishes the {Rows} that are begun.")]
    public static partial void Draining(ILogger logger, int rows);

    [LoggerMessage(1301, LogLevel.Information, "The executor has drained: nothing is in flight.")]
    public static partial void Drained(ILogger logger);

    [LoggerMessage(1302, LogLevel.Warning, "The executor's drain was cut off: {Rows} rows are ended unfinished.")]
    public static partial void DrainCut(ILogger logger, int rows);

    [LoggerMessage(1303, LogLevel.Information, "The executor is paused: the {InFlight} attempts in flight are finished, {Waiting} wait.")]
    public static partial void Paused(ILogger logger, int inFlight, int waiting);

    [LoggerMessage(1304, LogLevel.Information, "The executor goes on; its pauses have taken {Seconds:0.#} s in all.")]
    public static partial void Resumed(ILogger logger, double seconds);

    [LoggerMessage(1600, LogLevel.Warning, "The journal is not to be had; the run waits for it, at most {Seconds:0} s. {Reason}")]
    public static partial void JournalWaits(ILogger logger, double seconds, string reason);

    [LoggerMessage(1601, LogLevel.Information, "The journal is back after {Seconds:0.#} s.")]
    public static partial void JournalBack(ILogger logger, double seconds);

    [LoggerMessage(1700, LogLevel.Warning, "The answer store was to {Action} an answer, and {Reason}. What it does not give is asked; after {Faults} such faults in a row it is left alone for {Seconds:0} s at a time. This is said once a minute at most.")]
    public static partial void StoreFailed(ILogger logger, string action, string reason, int faults, double seconds);

    [LoggerMessage(1701, LogLevel.Information, "The answer store is back: it can {Action} answers again.")]
    public static partial void StoreBack(ILogger logger, string action);

    [LoggerMessage(1702, LogLevel.Information, "The answers to {LeftOut} of the {Queries} queries of {RowType} are sampled, and neither taken from the answer store nor kept there. Ask at temperature 0, or set IncludeSampled.")]
    public static partial void StoreLeavesOut(ILogger logger, int leftOut, int queries, string rowType);

    [LoggerMessage(1500, LogLevel.Warning, "The executor's health: {Rule} is {Value:0.###}, above {Threshold:0.###}.")]
    public static partial void HealthBroken(ILogger logger, string rule, double value, double threshold);

    [LoggerMessage(1501, LogLevel.Information, "The executor's health: {Rule} is well again, at {Value:0.###}, not above {Threshold:0.###}.")]
    public static partial void HealthRestored(ILogger logger, string rule, double value, double threshold);

    [LoggerMessage(1400, LogLevel.Warning, "The endpoint gives notice of a {Kind}, in {Source}. Ask its operator what is to change. This is said once, however often it comes. [date={Date:u} link={Link} request={RequestId}]")]
    public static partial void ProviderNotice(ILogger logger, ProviderNoticeKind kind, string source, DateTimeOffset? date, Uri? link, string? requestId);
}

using System.Collections.ObjectModel;

namespace Querent;

/// <summary>
/// What an executor has done so far and is doing now: a snapshot. The same numbers are instruments of the meter <c>Querent</c>, or
/// follow from some of them, as percentiles and rates do.
/// </summary>
public sealed record ExecutorStatistics
{
    internal ExecutorStatistics()
    {
    }

    /// <summary>Attempts that were given to the transport, among them those that it could not send for want of a connection or a token.</summary>
    public long AttemptsStarted { get; init; }

    /// <summary>Attempts that were replied to, whether or not the reply was an answer.</summary>
    public long AttemptsAnswered { get; init; }

    /// <summary>Attempts that ended in an error.</summary>
    public long AttemptsFailed { get; init; }

    /// <summary>Attempts that were cancelled, their usage unknown.</summary>
    public long AttemptsCancelled { get; init; }

    /// <summary>Attempts that ended in an error, by its kind; a kind of which there was none is not here.</summary>
    public ReadOnlyDictionary<QueryErrorKind, long> FailuresByKind { get; init; } = ReadOnlyDictionary<QueryErrorKind, long>.Empty;

    /// <summary>Attempts that were to be followed by another of the same query, by the kind of their error.</summary>
    public ReadOnlyDictionary<QueryErrorKind, long> RetriesByKind { get; init; } = ReadOnlyDictionary<QueryErrorKind, long>.Empty;

    /// <summary>Prompt tokens of all attempts, as far as they are known.</summary>
    public long InputTokens { get; init; }

    /// <summary>Answer tokens of all attempts, as far as they are known.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Those of the prompt tokens that came from the provider's cache, as far as they are known.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>Those of the answer tokens that went into reasoning, as far as they are known.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Attempts that ended without the provider's word on their tokens.</summary>
    public long AttemptsOfUnknownUsage { get; init; }

    /// <summary>Half of the attempts that were replied to took at most this long, to 3 %; null when none was.</summary>
    public TimeSpan? LatencyP50 { get; init; }

    /// <summary>95 % of the attempts that were replied to took at most this long, to 3 %; null when none was.</summary>
    public TimeSpan? LatencyP95 { get; init; }

    /// <summary>99 % of the attempts that were replied to took at most this long, to 3 %; null when none was.</summary>
    public TimeSpan? LatencyP99 { get; init; }

    /// <summary>Attempts in flight now, with those that were granted a permit and are about to be.</summary>
    public int InFlight { get; init; }

    /// <summary>The most attempts that were in flight at a time.</summary>
    public int PeakInFlight { get; init; }

    /// <summary>Attempts that wait for a permit.</summary>
    public int Waiting { get; init; }

    /// <summary>The most attempts that may be in flight.</summary>
    public int Limit { get; init; }

    /// <summary>The requests a second that are let through at most; null when there is no such limit.</summary>
    public double? PacedRequestsPerSecond { get; init; }

    /// <summary>The tokens a second that are let through at most; null when there is no such limit.</summary>
    public double? PacedTokensPerSecond { get; init; }

    /// <summary>How often refusals made the limit of attempts in flight smaller, or were for the quota's pace: once for many that come together. Nought where neither is adapted.</summary>
    public long ThrottleEvents { get; init; }

    /// <summary>The time in which attempts waited although there was a permit for them: for the quota's pace, a wait that the provider asked for, or a pause.</summary>
    public TimeSpan ThrottledTime { get; init; }

    /// <summary>Whether the executor is paused.</summary>
    public bool IsPaused { get; init; }

    /// <summary>How often the executor was paused.</summary>
    public long Pauses { get; init; }

    /// <summary>How long it was paused, all pauses together.</summary>
    public TimeSpan PausedTime { get; init; }

    /// <summary>Rows that were begun and are not finished.</summary>
    public int RowsActive { get; init; }

    /// <summary>Rows that were answered.</summary>
    public long RowsAnswered { get; init; }

    /// <summary>Rows that failed; those that were cancelled are not among them.</summary>
    public long RowsFailed { get; init; }

    /// <summary>Queries that were answered, in whatever rows.</summary>
    public long QueriesAnswered { get; init; }

    /// <summary>Queries that failed by themselves; those dropped because of another, or cancelled, are not among them.</summary>
    public long QueriesFailed { get; init; }

    /// <summary>Queries that have the result of another's call, because they asked the very same (<see cref="RowExecutorOptions.Sharing"/>); they are answered or failed as well.</summary>
    public long QueriesShared { get; init; }

    /// <summary>Queries whose answers the answer store had (<see cref="RowExecutorOptions.AnswerStore"/>), so that they were not asked; they are answered as well.</summary>
    public long QueriesStored { get; init; }

    /// <summary>Rows that came out of a journal as they were recorded; they are neither among those answered nor those failed.</summary>
    public long RowsRestored { get; init; }

    /// <summary>Queries whose answers a journal had; they are not among those answered.</summary>
    public long QueriesRestored { get; init; }

    /// <summary>Rows whose answers were left to the journal while they waited for an older one.</summary>
    public long RowsSpilled { get; init; }

    /// <summary>The time in which rows were begun and not finished, pauses not counted.</summary>
    public TimeSpan BusyTime { get; init; }

    /// <summary>Finished rows a second of <see cref="BusyTime"/>.</summary>
    public double RowsPerSecond => PerSecond(RowsAnswered + RowsFailed);

    /// <summary>Queries a second of <see cref="BusyTime"/>, answered and failed.</summary>
    public double QueriesPerSecond => PerSecond(QueriesAnswered + QueriesFailed);

    /// <summary>How long the run that gave out its first row last took to do so; null when none has.</summary>
    public TimeSpan? TimeToFirstRow { get; init; }

    /// <summary>The bytes of finished rows that wait for an older one or for the caller, over all runs.</summary>
    public long BufferedBytes { get; init; }

    private double PerSecond(long count) => BusyTime > TimeSpan.Zero ? count / BusyTime.TotalSeconds : 0;
}

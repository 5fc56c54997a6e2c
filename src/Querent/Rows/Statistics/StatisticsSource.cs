namespace Querent;

/// <summary>Makes a snapshot of all that an executor counts.</summary>
internal sealed class StatisticsSource(AttemptCounters attempts, RowCounters rows, AdmissionQueue admission, RowRegistry registry, ExecutorPause pause)
{
    /// <summary>How long attempts took, for those who look at a part of them.</summary>
    public DurationHistogram Latencies => attempts.Latencies;

    /// <summary>Whether rows are begun and not finished.</summary>
    public bool HasRows => registry.Count > 0;

    public ExecutorStatistics Take()
    {
        // Ends first: what ended had started, so that the difference is never negative.
        (long answered, long failed, long cancelled) = (attempts.Answered, attempts.Failed, attempts.Cancelled);
        AdmissionState state = admission.State;
        Span<long> latencies = new long[DurationHistogram.Size];
        attempts.Latencies.CopyTo(latencies);
        return new ExecutorStatistics
        {
            AttemptsStarted = attempts.Started,
            AttemptsAnswered = answered,
            AttemptsFailed = failed,
            AttemptsCancelled = cancelled,
            FailuresByKind = attempts.Failures.ToDictionary(),
            RetriesByKind = attempts.Retries.ToDictionary(),
            InputTokens = attempts.InputTokens,
            OutputTokens = attempts.OutputTokens,
            CachedInputTokens = attempts.CachedInputTokens,
            ReasoningTokens = attempts.ReasoningTokens,
            AttemptsOfUnknownUsage = attempts.UnknownUsage,
            LatencyP50 = DurationHistogram.Percentile(latencies, 0.5),
            LatencyP95 = DurationHistogram.Percentile(latencies, 0.95),
            LatencyP99 = DurationHistogram.Percentile(latencies, 0.99),
            InFlight = state.InUse,
            PeakInFlight = state.PeakInUse,
            Waiting = state.Waiting,
            Limit = state.Limit,
            PacedRequestsPerSecond = Finite(state.RequestRate),
            PacedTokensPerSecond = Finite(state.TokenRate),
            ThrottleEvents = state.CongestionEvents,
            ThrottledTime = TimeSpan.FromSeconds(state.HeldBack),
            IsPaused = pause.IsOn,
            Pauses = pause.Count,
            PausedTime = pause.Time,
            RowsActive = registry.Count,
            RowsAnswered = rows.Answered,
            RowsFailed = rows.Failed,
            QueriesAnswered = rows.AnsweredQueries,
            QueriesFailed = rows.FailedQueries,
            QueriesShared = attempts.Shared,
            QueriesStored = attempts.Stored,
            RowsRestored = rows.Restored,
            QueriesRestored = rows.RestoredQueries,
            RowsSpilled = rows.Spilled,
            BusyTime = registry.BusyTime,
            TimeToFirstRow = rows.TimeToFirstRow,
            BufferedBytes = rows.BufferedBytes,
        };
    }

    private static double? Finite(double rate) => double.IsFinite(rate) ? rate : null;
}

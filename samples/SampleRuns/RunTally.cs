using System.Collections.Immutable;
using Querent;

namespace SampleRuns;

/// <summary>What a run has brought so far: counted row by row, read by the terminal at any time.</summary>
public sealed class RunTally(TimeProvider clock)
{
    private const int FailuresShown = 5;

    private readonly Lock _lock = new();
    private readonly long _started = clock.GetTimestamp();
    private readonly LatencyHistogram _latencies = new();
    private readonly SortedDictionary<string, long> _models = new(StringComparer.Ordinal);
    private readonly List<(long Row, RowFailure Failure)> _failures = [];
    private long _answered;
    private long _failed;
    private long _queries;
    private long _retries;
    private TimeSpan? _elapsed;

    public void Add<TRow>(RowOutcome<TRow> outcome)
        where TRow : class
    {
        lock (_lock)
        {
            if (outcome.TryGetRow(out _, out RowFailure? failure))
            {
                _answered++;
            }
            else if (++_failed <= FailuresShown)
            {
                _failures.Add((outcome.Index, failure));
            }

            foreach (QueryReport query in outcome.Queries)
            {
                Add(query);
            }
        }
    }

    /// <summary>Stops the clock of the run.</summary>
    public RunResult Finish()
    {
        _elapsed ??= clock.GetElapsedTime(_started);
        return Read();
    }

    public RunResult Read()
    {
        lock (_lock)
        {
            return new RunResult
            {
                Elapsed = _elapsed ?? clock.GetElapsedTime(_started),
                Answered = _answered,
                Failed = _failed,
                AnsweredQueries = _queries,
                Retries = _retries,
                MedianLatency = _latencies.Percentile(0.50),
                P95Latency = _latencies.Percentile(0.95),
                Models = [.. _models.Keys],
                FirstFailures = [.. _failures],
            };
        }
    }

    private void Add(QueryReport query)
    {
        if (query.Status == QueryStatus.Answered && !query.IsRestored)
        {
            _queries++;
            _latencies.Add(query.Latency);
        }

        _retries += query.IsRestored ? 0 : Math.Max(0, query.Attempts.Length - 1);
        foreach (AttemptReport attempt in query.Attempts)
        {
            if (attempt.Model is { } model)
            {
                _models[model] = _models.GetValueOrDefault(model) + 1;
            }
        }
    }
}

using System.Diagnostics.Metrics;

namespace Querent;

/// <summary>An executor's statistics as instruments that are asked when somebody collects, and cost nothing in between.</summary>
internal sealed class ExecutorMetrics : IDisposable
{
    public const string MeterName = "Querent";

    private readonly Meter _meter;
    private readonly KeyValuePair<string, object?>[] _tags;
    private WeakReference<StatisticsSource>? _source;   // a meter is kept by all who listen: it must not keep an executor that nobody disposed of

    public ExecutorMetrics(IMeterFactory? factory, string? executor)
    {
        string version = typeof(ExecutorMetrics).Assembly.GetName().Version?.ToString(3) ?? "";
        _meter = factory?.Create(MeterName, version) ?? new Meter(MeterName, version);
        _tags = executor is null ? [] : [new("querent.executor", executor)];
        Instruments = new ExecutorInstruments(_meter, executor);
        Create();
    }

    public ExecutorInstruments Instruments { get; }

    /// <summary>Gives the statistics to those who collect.</summary>
    public void Show(StatisticsSource source) => _source = new WeakReference<StatisticsSource>(source);

    public void Dispose()
    {
        _source = null;   // a factory's meter outlives the executor
        _meter.Dispose();
    }

    private void Create()
    {
        Counter("querent.attempts", "{attempt}", "Attempts that have ended.", AttemptsByOutcome);
        Counter("querent.attempts.started", "{attempt}", "Attempts that were given to the transport.", now => One(now.AttemptsStarted));
        Counter("querent.attempts.unknown_usage", "{attempt}", "Attempts that ended without the provider's word on their tokens.", now => One(now.AttemptsOfUnknownUsage));
        Counter("querent.retries", "{attempt}", "Attempts that were to be followed by another of their query.", now => ByKind(now.RetriesByKind));
        Counter("querent.tokens", "{token}", "Tokens of all attempts, as far as they are known.", Tokens);
        Counter("querent.rows", "{row}", "Rows that were finished.", now => ByOutcome(now.RowsAnswered, now.RowsFailed));
        Counter("querent.queries", "{query}", "Queries that were answered or failed by themselves.", now => ByOutcome(now.QueriesAnswered, now.QueriesFailed));
        Counter("querent.queries.shared", "{query}", "Queries that have the result of another's call.", now => One(now.QueriesShared));
        Counter("querent.queries.stored", "{query}", "Queries whose answers the answer store had.", now => One(now.QueriesStored));
        Counter("querent.rows.restored", "{row}", "Rows that came out of a journal as they were recorded.", now => One(now.RowsRestored));
        Counter("querent.rows.spilled", "{row}", "Rows whose answers were left to a journal while they waited.", now => One(now.RowsSpilled));
        Counter("querent.queries.restored", "{query}", "Queries whose answers a journal had.", now => One(now.QueriesRestored));
        Counter("querent.throttle.events", "{event}", "How often refusals made the limit of attempts in flight smaller or were for the quota's pace.", now => One(now.ThrottleEvents));
        Counter("querent.throttle.time", "s", "The time in which attempts waited although there was a permit for them.", now => One(now.ThrottledTime.TotalSeconds));
        Counter("querent.pauses", "{pause}", "How often the executor was paused.", now => One(now.Pauses));
        Counter("querent.pause.time", "s", "How long the executor was paused.", now => One(now.PausedTime.TotalSeconds));
        Counter("querent.busy.time", "s", "The time in which rows were begun and not finished, pauses not counted.", now => One(now.BusyTime.TotalSeconds));
        Gauge("querent.paused", "{executor}", "1 while the executor is paused, 0 while it is not.", now => One(now.IsPaused ? 1 : 0));
        Gauge("querent.attempts.limit", "{attempt}", "The most attempts that may be in flight.", now => One(now.Limit));
        Gauge("querent.attempts.in_flight", "{attempt}", "Attempts in flight.", now => One(now.InFlight));
        Gauge("querent.attempts.in_flight.peak", "{attempt}", "The most attempts that were in flight at a time.", now => One(now.PeakInFlight));
        Gauge("querent.attempts.waiting", "{attempt}", "Attempts that wait for a permit.", now => One(now.Waiting));
        Gauge("querent.pace.requests", "{request}/s", "The requests a second that are let through at most.", now => Maybe(now.PacedRequestsPerSecond));
        Gauge("querent.pace.tokens", "{token}/s", "The tokens a second that are let through at most.", now => Maybe(now.PacedTokensPerSecond));
        Gauge("querent.rows.active", "{row}", "Rows that are begun and not finished.", now => One(now.RowsActive));
        Gauge("querent.rows.buffered", "By", "The bytes of finished rows that wait for an older one or for the caller.", now => One(now.BufferedBytes));
    }

    private void Counter<T>(string name, string unit, string description, Func<ExecutorStatistics, IEnumerable<Measurement<T>>> measure)
        where T : struct
        => _meter.CreateObservableCounter(name, () => Measure(measure), unit, description);

    private void Gauge<T>(string name, string unit, string description, Func<ExecutorStatistics, IEnumerable<Measurement<T>>> measure)
        where T : struct
        => _meter.CreateObservableGauge(name, () => Measure(measure), unit, description);

    private IEnumerable<Measurement<T>> Measure<T>(Func<ExecutorStatistics, IEnumerable<Measurement<T>>> measure)
        where T : struct
        => _source?.TryGetTarget(out StatisticsSource? source) == true ? measure(source.Take()) : [];

    private IEnumerable<Measurement<long>> AttemptsByOutcome(ExecutorStatistics now) =>
    [
        With(now.AttemptsAnswered, Tag("querent.outcome", "answered")),
        With(now.AttemptsCancelled, Tag("querent.outcome", "cancelled")),
        .. now.FailuresByKind.Select(failures => With(failures.Value, Tag("querent.outcome", "failed"), Tag("error.type", ErrorTypes.Of(failures.Key)))),
    ];

    private IEnumerable<Measurement<long>> Tokens(ExecutorStatistics now) =>
    [
        With(now.InputTokens, Tag("querent.token.type", "input")),
        With(now.OutputTokens, Tag("querent.token.type", "output")),
        With(now.CachedInputTokens, Tag("querent.token.type", "cached_input")),
        With(now.ReasoningTokens, Tag("querent.token.type", "reasoning")),
    ];

    private IEnumerable<Measurement<long>> ByKind(IReadOnlyDictionary<QueryErrorKind, long> counts)
        => counts.Select(count => With(count.Value, Tag("error.type", ErrorTypes.Of(count.Key))));

    private IEnumerable<Measurement<long>> ByOutcome(long answered, long failed)
        => [With(answered, Tag("querent.outcome", "answered")), With(failed, Tag("querent.outcome", "failed"))];

    private IEnumerable<Measurement<double>> Maybe(double? value) => value is { } known ? One(known) : [];

    private IEnumerable<Measurement<T>> One<T>(T value)
        where T : struct
        => [With(value)];

    private Measurement<T> With<T>(T value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct
        => new(value, [.. _tags, .. tags]);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}

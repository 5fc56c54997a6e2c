using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>
/// Watches an executor while it works: looks at its statistics every <see cref="HealthOptions.Interval"/>, and tells when a rule
/// is broken and when it is whole again. An alert lasts until a measurement says otherwise.
/// </summary>
public sealed class ExecutorHealth
{
    private readonly HealthMeasure[] _measures;
    private readonly HealthAlert?[] _alerts;
    private readonly StatisticsSource _source;
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _interval;
    private readonly ILogger _logger;
    private readonly Func<long> _memory;
    private readonly long[] _latencies = new long[DurationHistogram.Size];
    private readonly long _begun;
    private readonly ITimer _timer;
    private bool _isWatching;
    private volatile bool _isDisposed;

    internal ExecutorHealth(HealthOptions? options, StatisticsSource source, TimeProvider timeProvider, ILogger logger, Func<long> memory)
    {
        _measures = options is null ? [] : [.. HealthMeasure.Of(options)];
        _alerts = new HealthAlert?[_measures.Length];
        _interval = options?.Interval ?? Timeout.InfiniteTimeSpan;
        _source = source;
        _timeProvider = timeProvider;
        _logger = logger;
        _memory = memory;
        _begun = timeProvider.GetTimestamp();
        _timer = timeProvider.CreateTimer(static health => ((ExecutorHealth)health!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Is raised when a rule is found broken and when it is whole again; one at a time, on a thread of the pool. What a handler
    /// throws is dropped.
    /// </summary>
    public event EventHandler<HealthChangedEventArgs>? Changed;

    /// <summary>The rules that are broken now.</summary>
    public IReadOnlyList<HealthAlert> Alerts
    {
        get
        {
            lock (_alerts)
            {
                return [.. _alerts.OfType<HealthAlert>()];
            }
        }
    }

    /// <summary>Whether there are rows to measure by, so that an alert is looked at again.</summary>
    internal bool IsWatching => Volatile.Read(ref _isWatching);

    /// <summary>Begins to watch, unless that is done: the executor has a row.</summary>
    internal void Watch()
    {
        if (_measures.Length > 0 && !Volatile.Read(ref _isWatching) && !Interlocked.Exchange(ref _isWatching, true))
        {
            _timer.Change(_interval, Timeout.InfiniteTimeSpan);
        }
    }

    internal void Stop()
    {
        _isDisposed = true;
        _timer.Dispose();
    }

    private void Look()
    {
        ExecutorStatistics statistics = _source.Take();
        _source.Latencies.CopyTo(_latencies);
        var sample = new HealthSample(_timeProvider.GetElapsedTime(_begun), statistics, _latencies, _memory());
        for (int rule = 0; rule < _measures.Length; rule++)
        {
            if (_measures[rule].Measure(sample) is { } value)
            {
                Judge(rule, value);
            }
        }

        if (_isDisposed)
        {
            return;
        }

        if (statistics.RowsActive > 0)
        {
            _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            return;
        }

        Volatile.Write(ref _isWatching, false);
        if (_source.HasRows)
        {
            Watch();   // the row came before it was said that nobody watches
        }
    }

    private void Judge(int rule, double value)
    {
        HealthMeasure measure = _measures[rule];
        HealthAlert? before;
        HealthAlert alert;
        bool isBroken = value > measure.Threshold;
        lock (_alerts)
        {
            before = _alerts[rule];
            alert = new HealthAlert(measure.Rule, value, measure.Threshold, before?.Since ?? _timeProvider.GetUtcNow());
            _alerts[rule] = isBroken ? alert : null;
        }

        if (isBroken == before is not null)
        {
            return;
        }

        if (isBroken)
        {
            ExecutorLog.HealthBroken(_logger, measure.Rule.ToString(), value, measure.Threshold);
        }
        else
        {
            ExecutorLog.HealthRestored(_logger, measure.Rule.ToString(), value, measure.Threshold);
        }

        try
        {
            Changed?.Invoke(this, new HealthChangedEventArgs(alert, !isBroken));
        }
        catch (Exception)
        {
            // A handler's fault is not the executor's, and must not end the process from a timer.
        }
    }
}

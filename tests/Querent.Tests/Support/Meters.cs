using System.Diagnostics.Metrics;

namespace Querent.Tests;

/// <summary>A factory of meters that listens to them.</summary>
internal sealed class Meters : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly List<Instrument> _instruments = [];
    private readonly Dictionary<string, double> _seen = [];

    public Meters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this)
            {
                lock (_lock)
                {
                    _instruments.Add(instrument);
                }

                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What was published so far, of all executors.</summary>
    public Instrument[] Instruments
    {
        get
        {
            lock (_lock)
            {
                return [.. _instruments];
            }
        }
    }

    // A factory's meters outlive whoever asked for them.
    public Meter Create(MeterOptions options) => new(new MeterOptions(options.Name) { Version = options.Version, Scope = this });

    /// <summary>
    /// What those instruments say now that are asked, by name and <c>{tag=value,…}</c> where there are tags; and of the others how often
    /// they have spoken so far, with <c> count</c> behind.
    /// </summary>
    public Dictionary<string, double> Collect()
    {
        _listener.RecordObservableInstruments();
        lock (_lock)
        {
            var seen = new Dictionary<string, double>(_seen);
            foreach (string key in _seen.Keys.Where(key => !key.EndsWith("count", StringComparison.Ordinal)).ToList())
            {
                _seen.Remove(key);
            }

            return seen;
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string text = string.Join(",", tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
        string key = text.Length > 0 ? $"{instrument.Name}{{{text}}}" : instrument.Name;
        lock (_lock)
        {
            if (instrument.IsObservable)
            {
                _seen[key] = value;
            }
            else
            {
                _seen[$"{key} count"] = _seen.GetValueOrDefault($"{key} count") + 1;
            }
        }
    }
}

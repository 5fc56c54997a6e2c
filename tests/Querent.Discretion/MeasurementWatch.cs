using System.Diagnostics.Metrics;

namespace Querent.Discretion;

/// <summary>Looks at the tags of every measurement.</summary>
internal sealed class MeasurementWatch : IDisposable
{
    private readonly DiscretionWatch _watch;
    private readonly MeterListener _listener = new();

    public MeasurementWatch(DiscretionWatch watch)
    {
        _watch = watch;
        _listener.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        ListenTo<byte>();
        ListenTo<short>();
        ListenTo<int>();
        ListenTo<long>();
        ListenTo<float>();
        ListenTo<double>();
        ListenTo<decimal>();
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    private void ListenTo<T>()
        where T : struct
        => _listener.SetMeasurementEventCallback<T>((instrument, _, tags, _) => _watch.Look($"instrument {instrument.Name}", tags.ToArray()));
}

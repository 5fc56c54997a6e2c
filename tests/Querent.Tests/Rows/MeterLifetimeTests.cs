using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Querent.Tests.Rows;

/// <summary>A meter lives as long as its factory, and all who listen keep it: it must neither speak for an executor that is gone nor keep it.</summary>
public sealed class MeterLifetimeTests : IDisposable
{
    private readonly KeptMeters _meters = new();

    [Fact]
    public async Task An_executor_that_is_disposed_of_is_measured_no_more_though_its_meter_stays()
    {
        var executor = new RowExecutor(new FakeTransport(), Run.Options() with { MeterFactory = _meters });
        await executor.ListAsync(1, Run.Inputs(1));
        Assert.Contains("querent.rows", _meters.Collect());

        await executor.DisposeAsync();

        Assert.Empty(_meters.Collect());
    }

    [Fact]
    public async Task Of_two_executors_on_one_meter_the_one_that_is_left_is_measured_on()
    {
        var gone = new RowExecutor(new FakeTransport(), Run.Options(concurrency: 3) with { MeterFactory = _meters });
        await using var left = new RowExecutor(new FakeTransport(), Run.Options(concurrency: 5) with { MeterFactory = _meters });
        Assert.Equal(2, _meters.Collect().Count(name => name == "querent.attempts.limit"));

        await gone.DisposeAsync();

        Assert.Single(_meters.Collect(), name => name == "querent.attempts.limit");
    }

    [Fact]
    public async Task A_meter_that_is_listened_to_keeps_no_executor_disposed_of_or_not()
    {
        WeakReference disposed = await MadeAsync(dispose: true);
        WeakReference forgotten = await MadeAsync(dispose: false);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.Equal((false, false), (disposed.IsAlive, forgotten.IsAlive));
        Assert.Empty(_meters.Collect());
    }

    public void Dispose() => _meters.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> MadeAsync(bool dispose)
    {
        var executor = new RowExecutor(new FakeTransport(), Run.Options() with { MeterFactory = _meters });
        if (dispose)
        {
            await executor.DisposeAsync();
        }

        return new WeakReference(executor);
    }

    /// <summary>A factory whose one meter cannot be disposed of by who asked for it, as the host's is, with somebody who listens.</summary>
    private sealed class KeptMeters : IMeterFactory
    {
        private readonly MeterListener _listener = new();
        private readonly List<string> _seen = [];
        private readonly KeptMeter _meter;

        public KeptMeters()
        {
            _meter = new KeptMeter(this);
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == this)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => _seen.Add(instrument.Name));
            _listener.SetMeasurementEventCallback<int>((instrument, _, _, _) => _seen.Add(instrument.Name));
            _listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => _seen.Add(instrument.Name));
            _listener.Start();
        }

        public Meter Create(MeterOptions options) => _meter;

        /// <summary>Who is measured when somebody collects.</summary>
        public string[] Collect()
        {
            _seen.Clear();
            _listener.RecordObservableInstruments();
            return [.. _seen];
        }

        public void Dispose() => _listener.Dispose();
    }

    private sealed class KeptMeter(object scope) : Meter(new MeterOptions("Querent") { Scope = scope })
    {
        [SuppressMessage("Usage", "CA2215:Dispose methods should call base class dispose", Justification = "That is what it is for.")]
        protected override void Dispose(bool disposing)
        {
        }
    }
}

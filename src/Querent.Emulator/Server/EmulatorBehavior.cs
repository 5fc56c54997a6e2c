namespace Querent.Emulator;

/// <summary>What of an emulator's behaviour can change while it runs.</summary>
internal sealed class EmulatorBehavior
{
    private readonly TimeProvider _clock;
    private readonly bool _scriptsNeedRequest;
    private volatile FaultSet _faults;
    private volatile EmulatorLatency _latency;

    public EmulatorBehavior(EmulatorOptions options)
    {
        _clock = options.TimeProvider;
        _scriptsNeedRequest = options.Answer is not null || options.Hold is not null;
        _latency = options.Latency;
        _faults = new FaultSet(options.Faults, _clock);
        Quotas = new QuotaBook(options.Quota, options.Quotas, _clock);
    }

    public QuotaBook Quotas { get; }

    public FaultSet Faults => _faults;

    public EmulatorLatency Latency
    {
        get => _latency;
        set => _latency = value;
    }

    public void SetFaults(IReadOnlyList<FaultRule> rules) => _faults = new FaultSet(rules, _clock);

    /// <summary>Whether a request must be made for somebody to look at.</summary>
    public bool NeedsRequest(FaultSet faults, EmulatorLatency latency) => _scriptsNeedRequest || faults.NeedsRequest || latency.NeedsRequest;
}

namespace Querent.Emulator;

/// <summary>The connection fails. What it does is in <see cref="WireFaultPlayer"/>.</summary>
internal sealed record WireFault(string Name, WireFaultKind Kind) : EmulatorFault(Name)
{
    public bool Resets { get; init; }

    public TimeSpan Interval { get; init; }

    public int Bytes { get; init; }

    internal override bool TakesLatency => Kind is not (WireFaultKind.Reset or WireFaultKind.BlackHole or WireFaultKind.HalfOpen or WireFaultKind.LostConnection);
}

/// <summary>How a connection fails.</summary>
internal enum WireFaultKind
{
    CutBody,
    Reset,
    SlowDrip,
    BlackHole,
    HalfOpen,
    StalledBody,
    GoAway,
    LostConnection,
}

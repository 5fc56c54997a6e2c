namespace Querent.Benchmarks.Weather;

/// <summary>The system's clock, which jumps: by the hour, to and fro, on the wall, and half a minute ahead where time is counted.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _wall;
    private long _counted;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _wall));

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _counted);

    public void Jump()
    {
        Interlocked.Exchange(ref _wall, Interlocked.Read(ref _wall) > 0 ? -TimeSpan.TicksPerHour : TimeSpan.TicksPerHour);
        Interlocked.Add(ref _counted, TimeSpan.TicksPerSecond * 30);
    }
}

namespace Querent.Benchmarks.Weather;

/// <summary>What the host does to us while the weather lasts: lets the clock jump, keeps the thread pool busy.</summary>
internal sealed class HostTrouble : IDisposable
{
    private static readonly int Blockers = (2 * Environment.ProcessorCount) + 2;   // as much work as there are threads for, and a little more

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BlockFor = TimeSpan.FromMilliseconds(100);

    private readonly ManualResetEventSlim _over = new();
    private readonly Thread _thread;

    public HostTrouble(WeatherKind kind, JumpingClock clock)
    {
        _thread = new Thread(() => Run(kind, clock)) { IsBackground = true, Name = "weather" };
        _thread.Start();
    }

    public void Dispose()
    {
        _over.Set();
        _thread.Join();
        _over.Dispose();
    }

    private void Run(WeatherKind kind, JumpingClock clock)
    {
        while (!_over.Wait(Every))
        {
            if (kind.HasJumps)
            {
                clock.Jump();
            }

            for (int blocker = 0; kind.IsStarved && blocker < Blockers; blocker++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static _ => Block(), null);
            }
        }
    }

    private static void Block()
    {
        using var never = new ManualResetEventSlim();
        never.Wait(BlockFor);
    }
}

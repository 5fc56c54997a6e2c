using System.Diagnostics;

namespace Querent.Benchmarks.Soak;

/// <summary>What the process held at a moment of a run.</summary>
/// <param name="Elapsed">Since the run began.</param>
/// <param name="Rows">Rows given out so far.</param>
/// <param name="WorkingSetMegabytes">Memory resident.</param>
/// <param name="HeapMegabytes">Managed memory in use, garbage included.</param>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Timers">Timers that are set.</param>
/// <param name="Pending">Work that waits for a thread of the pool.</param>
internal sealed record SoakSample(TimeSpan Elapsed, long Rows, double WorkingSetMegabytes, double HeapMegabytes, int Handles, int Threads, long Timers, long Pending)
{
    private const double Megabyte = 1024 * 1024;

    public static SoakSample Take(TimeSpan elapsed, long rows)
    {
        using var process = Process.GetCurrentProcess();
        return new SoakSample(
            elapsed,
            rows,
            process.WorkingSet64 / Megabyte,
            GC.GetTotalMemory(forceFullCollection: false) / Megabyte,
            OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount,
            process.Threads.Count,
            Timer.ActiveCount,
            ThreadPool.PendingWorkItemCount);
    }
}

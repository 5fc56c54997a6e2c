using System.Diagnostics;
using System.Runtime;

namespace Querent.Benchmarks.Measuring;

/// <summary>What this process has used since the meter was started: time, processor, memory. One at a time.</summary>
internal sealed class ProcessMeter
{
    private readonly long _bytes;
    private readonly TimeSpan _cpu;
    private readonly TimeSpan _compiling;
    private readonly long _started;

    private ProcessMeter()
    {
        // What came before is neither collected in the time that follows nor part of its peak.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        PeakMemory.Reset();
        _bytes = GC.GetTotalAllocatedBytes(precise: true);
        _compiling = JitInfo.GetCompilationTime();
        _cpu = Environment.CpuUsage.TotalTime;
        _started = Stopwatch.GetTimestamp();
    }

    public static ProcessMeter Start() => new();

    public ProcessUse Stop()
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_started);
        TimeSpan cpu = Environment.CpuUsage.TotalTime - _cpu;
        return new ProcessUse(elapsed, cpu, GC.GetTotalAllocatedBytes(precise: true) - _bytes, JitInfo.GetCompilationTime() - _compiling, PeakMemory.ReadMegabytes());
    }
}

/// <summary>What a process used.</summary>
/// <param name="Elapsed">Wall-clock time.</param>
/// <param name="Cpu">Processor time, user and system.</param>
/// <param name="AllocatedBytes">Managed memory that was allocated.</param>
/// <param name="Compiling">How long the compiler was at work.</param>
/// <param name="PeakMegabytes">The most memory that was resident.</param>
internal readonly record struct ProcessUse(TimeSpan Elapsed, TimeSpan Cpu, long AllocatedBytes, TimeSpan Compiling, double PeakMegabytes);

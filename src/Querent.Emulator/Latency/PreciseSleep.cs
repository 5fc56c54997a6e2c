using System.Runtime.InteropServices;

namespace Querent.Emulator;

/// <summary>A sleep below a millisecond that leaves the processor to others, where the system has one.</summary>
internal static partial class PreciseSleep
{
    public static bool IsSupported { get; } = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Sleeps for about the time given, some 50 µs longer under Linux's default timer slack.</summary>
    public static void Sleep(TimeSpan time)
    {
        var request = new TimeSpec { Seconds = (nint)(time.Ticks / TimeSpan.TicksPerSecond), Nanoseconds = (nint)(time.Ticks % TimeSpan.TicksPerSecond * 100) };
        _ = NanoSleep(in request, 0);   // woken early by a signal: the caller looks at its clock again
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(in TimeSpec request, nint remaining);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}

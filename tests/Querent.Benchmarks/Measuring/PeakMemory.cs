using System.Diagnostics;
using System.Globalization;

namespace Querent.Benchmarks.Measuring;

/// <summary>The most memory that this process had resident since the last reset, as Linux keeps it; since the start elsewhere.</summary>
internal static class PeakMemory
{
    private const string StatusFile = "/proc/self/status";
    private const string PeakLine = "VmHWM:";

    public static void Reset()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");   // proc(5): sets the peak back to what is resident now
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not Linux, or not allowed: the peak is that of the whole process.
        }
    }

    public static double ReadMegabytes()
    {
        if (OperatingSystem.IsLinux())
        {
            string line = File.ReadLines(StatusFile).First(line => line.StartsWith(PeakLine, StringComparison.Ordinal));
            return double.Parse(line.AsSpan(PeakLine.Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) / 1024;
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (1024.0 * 1024.0);
    }
}

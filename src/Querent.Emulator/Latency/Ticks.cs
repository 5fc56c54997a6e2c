using System.Diagnostics;

namespace Querent.Emulator;

/// <summary>Times in the unit of <see cref="Stopwatch.GetTimestamp"/>.</summary>
internal static class Ticks
{
    public static long Of(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}

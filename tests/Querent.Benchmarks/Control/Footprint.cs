using System.Globalization;

namespace Querent.Benchmarks.Control;

/// <summary>What the process holds at one time.</summary>
/// <param name="Attempts">Attempts in flight, each a task and its continuations.</param>
/// <param name="Rows">Rows that are begun and not finished.</param>
/// <param name="Timers">Timers that are set.</param>
/// <param name="Sockets">Open sockets; 0 where the system does not say.</param>
internal readonly record struct Footprint(int Attempts, int Rows, long Timers, int Sockets)
{
    private const string Descriptors = "/proc/self/fd";

    public static Footprint Take(WatchedTransport transport, RowExecutor executor)
        => new(transport.InFlight, executor.GetStatistics().RowsActive, Timer.ActiveCount, CountSockets());

    public bool IsWithin(Footprint baseline)
        => Attempts <= baseline.Attempts && Rows <= baseline.Rows && Timers <= baseline.Timers && Sockets <= baseline.Sockets;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Attempts} attempts, {Rows} rows, {Timers} timers, {Sockets} sockets");

    private static int CountSockets()
    {
        if (!Directory.Exists(Descriptors))
        {
            return 0;
        }

        int sockets = 0;
        foreach (string descriptor in Directory.EnumerateFiles(Descriptors))
        {
            try
            {
                sockets += File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true ? 1 : 0;
            }
            catch (IOException)
            {
                // It was closed in the meantime.
            }
        }

        return sockets;
    }
}

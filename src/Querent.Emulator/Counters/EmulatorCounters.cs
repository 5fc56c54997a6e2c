using System.Collections.Immutable;

namespace Querent.Emulator;

/// <summary>What the emulator has seen since its start or the last reset.</summary>
/// <param name="Attempts">Chat completions that arrived, whatever became of them.</param>
/// <param name="DistinctPrompts">Different bodies among those that were accepted.</param>
/// <param name="InFlight">Arrived and not yet answered.</param>
/// <param name="PeakInFlight">The most at once.</param>
/// <param name="ByStatus">Replies by status code.</param>
/// <param name="Faults">Attempts that a fault rule struck, by the kind of fault.</param>
/// <param name="AbortedByClient">Attempts that the client gave up before their answer was written.</param>
/// <param name="AbortedByEmulator">Attempts that ended without a whole reply: resets, cut bodies, and those open at disposal.</param>
/// <param name="ServedLatency">The latencies of completions, those with status 200.</param>
/// <param name="Quota">What quotas let through and refused.</param>
/// <param name="Goodput">What was answered as it should be.</param>
public sealed record EmulatorCounters(
    long Attempts,
    long DistinctPrompts,
    int InFlight,
    int PeakInFlight,
    ImmutableSortedDictionary<int, long> ByStatus,
    ImmutableSortedDictionary<string, long> Faults,
    long AbortedByClient,
    long AbortedByEmulator,
    LatencySummary ServedLatency,
    QuotaCounters Quota,
    GoodputCounters Goodput)
{
    /// <summary>How many replies had a status code.</summary>
    /// <param name="statusCode">200, 429, …</param>
    public long WithStatus(int statusCode) => ByStatus.GetValueOrDefault(statusCode);
}

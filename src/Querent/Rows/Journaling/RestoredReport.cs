using System.Collections.Immutable;

namespace Querent;

/// <summary>Makes the report of a query of what its journal has of it.</summary>
internal static class RestoredReport
{
    public static QueryReport Of(string query, QueryStatus status, ImmutableArray<AttemptReport> attempts, bool isRestored)
    {
        TimeSpan latency = TimeSpan.Zero;
        foreach (AttemptReport attempt in attempts)
        {
            latency += attempt.Latency;
        }

        return new QueryReport(query, status, attempts, latency) { IsRestored = isRestored };
    }
}

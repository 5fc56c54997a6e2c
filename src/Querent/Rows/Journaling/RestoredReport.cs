using System.Collections.Immutable;

namespace Querent;

/// <summary>Makes the report of a query of what its journal has of it.</summary>
internal static class RestoredReport
{
    public static QueryReport Of(string query, QueryStatus status, ImmutableArray<AttemptReport> attempts, bool isRestored)
        => new(query, status, attempts, attempts.Aggregate(TimeSpan.Zero, static (sum, attempt) => sum + attempt.Latency)) { IsRestored = isRestored };
}

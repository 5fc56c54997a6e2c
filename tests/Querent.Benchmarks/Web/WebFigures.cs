namespace Querent.Benchmarks.Web;

/// <summary>What a time of load came to.</summary>
/// <param name="Answered">Posts answered with 200.</param>
/// <param name="Failed">Posts that ended in any other way.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="P50">Milliseconds from the post to the end of its answer; so are the others.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="MostThreads">The most threads that the server had, looked at five times a second.</param>
internal sealed record WebFigures(long Answered, long Failed, TimeSpan Elapsed, double P50, double P95, double P99, int MostThreads);

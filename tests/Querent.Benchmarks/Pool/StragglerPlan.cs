namespace Querent.Benchmarks.Pool;

/// <summary>What is run to see what order costs.</summary>
/// <param name="Rows">Rows of 4 queries.</param>
/// <param name="Concurrency">Queries in flight at a time.</param>
/// <param name="Share">The share of queries that are slow, from 0 to 1.</param>
/// <param name="LatencyMilliseconds">How long the others take.</param>
/// <param name="SlowMilliseconds">How long the slow ones take.</param>
internal sealed record StragglerPlan(int Rows, int Concurrency, double Share, int LatencyMilliseconds, int SlowMilliseconds);

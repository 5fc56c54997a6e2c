namespace Querent.Benchmarks.Pool;

/// <summary>One line of the table: so many rows of so many queries, so many queries in flight, each answer held so long.</summary>
internal sealed record PoolCase(string Name, int Concurrency, int Queries, int Rows, int LatencyMilliseconds)
{
    /// <summary>How far latencies spread: the standard deviation of their logarithm; 0 for the same each time.</summary>
    public double Sigma { get; init; }

    public int TotalQueries => Rows * Queries;

    /// <summary>How many queries of a row are answered one after the other, because there is no room for them side by side.</summary>
    public int Turns => (Queries + Concurrency - 1) / Concurrency;

    /// <summary>A case of at least so many waves, each full: the last wave must not be short, or the pool would look idle.</summary>
    public static PoolCase OfWaves(string name, int concurrency, int queries, int waves, int latencyMilliseconds)
    {
        int rows = (int)Math.Ceiling((double)waves * concurrency / queries);
        while (rows * queries % concurrency != 0)
        {
            rows++;
        }

        return new PoolCase(name, concurrency, queries, rows, latencyMilliseconds);
    }
}

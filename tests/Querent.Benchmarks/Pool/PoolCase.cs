namespace Querent.Benchmarks.Pool;

/// <summary>One line of the table: so many rows of so many queries, so many queries in flight.</summary>
internal sealed record PoolCase(string Name, int Concurrency, int Queries, int Rows)
{
    public int TotalQueries => Rows * Queries;

    /// <summary>A case of at least so many waves, each full: the last wave must not be short, or the pool would look idle.</summary>
    public static PoolCase OfWaves(string name, int concurrency, int queries, int waves)
    {
        int rows = (int)Math.Ceiling((double)waves * concurrency / queries);
        while (rows * queries % concurrency != 0)
        {
            rows++;
        }

        return new PoolCase(name, concurrency, queries, rows);
    }
}

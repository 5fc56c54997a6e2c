namespace Querent;

/// <summary>What the rows of an executor share.</summary>
/// <param name="Queries">Answers a query.</param>
/// <param name="Calls">The calls that queries are asked with.</param>
/// <param name="Registry">The rows that are begun and not finished.</param>
/// <param name="QueryTimeout">A query's deadline.</param>
internal sealed record RowServices(QueryAsker Queries, CallPool Calls, RowRegistry Registry, TimeSpan QueryTimeout)
{
    private long _lastAge;

    /// <summary>The age of the next row, over all runs: the queue serves the oldest first.</summary>
    public long NextAge() => Interlocked.Increment(ref _lastAge);
}

namespace Querent.Benchmarks.Limits.Rivals;

/// <summary>Another way to keep a provider busy.</summary>
internal interface IRival
{
    string Name { get; }

    /// <summary>Asks so many queries, each until it is served.</summary>
    Task RunAsync(int queries, int workers, IRivalWorld world);
}

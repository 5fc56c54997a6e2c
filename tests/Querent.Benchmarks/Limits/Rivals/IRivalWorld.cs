namespace Querent.Benchmarks.Limits.Rivals;

/// <summary>What a rival asks and waits in: the wire and real time, or a simulation of both.</summary>
internal interface IRivalWorld
{
    /// <summary>Sends a query once; false when it was refused.</summary>
    Task<bool> SendAsync(int query);

    Task WaitAsync(double seconds);
}

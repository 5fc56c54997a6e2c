using System.Diagnostics;

namespace Querent.Benchmarks.Control;

/// <summary>A transport that counts what is in flight through it and knows when the last attempt began.</summary>
internal sealed class WatchedTransport(ICompletionTransport inner) : ICompletionTransport
{
    private int _inFlight;
    private long _lastBegun;

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>When the last attempt began, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long LastBegun => Volatile.Read(ref _lastBegun);

    public async ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inFlight);
        Volatile.Write(ref _lastBegun, Stopwatch.GetTimestamp());
        try
        {
            return await inner.SendAsync(request, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    public string? FindObstacle(CompletionDemand demand) => inner.FindObstacle(demand);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

namespace Querent.Benchmarks.Weather;

/// <summary>Sends a share of the attempts elsewhere, where they fail, for as long as it is on.</summary>
internal sealed class StrayTransport(ICompletionTransport good, IReadOnlyList<ICompletionTransport> bad) : ICompletionTransport
{
    private const double Share = 0.05;

    private volatile bool _isOver;
    private long _astray;

    public long Astray => Interlocked.Read(ref _astray);

    /// <summary>From now on all go where they should.</summary>
    public void Clear() => _isOver = true;

    public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        if (bad.Count == 0 || _isOver || Random.Shared.NextDouble() >= Share)
        {
            return good.SendAsync(request, cancellationToken);
        }

        Interlocked.Increment(ref _astray);
        return bad[Random.Shared.Next(bad.Count)].SendAsync(request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ICompletionTransport transport in (IEnumerable<ICompletionTransport>)[good, .. bad])
        {
            await transport.DisposeAsync();
        }
    }
}

namespace Querent.Hosting.Tests;

/// <summary>A transport of a caller's own, which answers nothing and counts.</summary>
internal sealed class CountingTransport : ICompletionTransport
{
    public CountingTransport() => Settings = new Shared(this);

    public Shared Settings { get; }

    public int Sent { get; private set; }

    public int Disposals { get; private set; }

    public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        Sent++;
        return new(new CompletionResult(new QueryError(QueryErrorKind.Refused, "No.")));
    }

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return ValueTask.CompletedTask;
    }

    /// <summary>A service that leads to the transport.</summary>
    internal sealed record Shared(CountingTransport Owner);
}

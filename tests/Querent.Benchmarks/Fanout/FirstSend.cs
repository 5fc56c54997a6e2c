using Querent.Benchmarks.Measuring;

namespace Querent.Benchmarks.Fanout;

/// <summary>Notes when the first request is about to be sent; costs the others a branch and no memory.</summary>
internal sealed class FirstSend(ICompletionTransport transport, ColdStart coldStart) : ICompletionTransport
{
    public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        coldStart.Note();
        return transport.SendAsync(request, cancellationToken);
    }

    public ValueTask DisposeAsync() => transport.DisposeAsync();
}

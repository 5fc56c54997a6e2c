using System.Net;

namespace Querent.Benchmarks.Hand;

/// <summary>A body that is in a worker's buffer, written in one piece.</summary>
internal sealed class HandContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;

    public HandContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => stream.WriteAsync(_body, cancellationToken).AsTask();
}

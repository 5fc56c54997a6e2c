using System.Net;

namespace Querent;

/// <summary>A request's body as <see cref="HttpClient"/> takes it: written to the connection piece by piece.</summary>
internal sealed class ChatCompletionsContent : HttpContent
{
    private readonly RequestBody _body;

    public ChatCompletionsContent(RequestBody body)
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
        => _body.WriteAsync(stream, cancellationToken);
}

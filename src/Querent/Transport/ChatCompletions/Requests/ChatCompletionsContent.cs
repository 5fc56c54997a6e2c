using System.Net;

namespace Querent;

/// <summary>
/// A request's body as <see cref="HttpClient"/> takes it: written to the connection piece by piece, and once only. A second
/// time would be a second request within one attempt, so it throws, and <see cref="IsAskedTwice"/> tells.
/// </summary>
/// <remarks>
/// <see cref="SocketsHttpHandler"/> sends again by itself what a server has not taken. Over HTTP/1.1 it does so only while it
/// has not begun to write the body: that is seen here once. Over HTTP/2 it writes the body again after a GOAWAY or
/// REFUSED_STREAM; that counts as an attempt, since the provider's gateway had the request.
/// </remarks>
internal sealed class ChatCompletionsContent : HttpContent
{
    private readonly RequestBody _body;
    private int _writes;

    public ChatCompletionsContent(RequestBody body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    /// <summary>Whether the body was to be written again, and was not.</summary>
    public bool IsAskedTwice => Volatile.Read(ref _writes) > 1;

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => Interlocked.Increment(ref _writes) == 1 ? _body.WriteAsync(stream, cancellationToken) : Task.FromException(new SecondWriteException());

    /// <summary>A copy to look at, which is not the wire.</summary>
    protected override async Task<Stream> CreateContentReadStreamAsync()
    {
        var copy = new MemoryStream((int)_body.Length);
        await _body.WriteAsync(copy, CancellationToken.None).ConfigureAwait(false);
        copy.Position = 0;
        return copy;
    }
}

using System.ClientModel;

namespace Querent;

/// <summary>A request's body as the client's pipeline takes it.</summary>
internal sealed class RequestContent : BinaryContent
{
    private readonly RequestBody _body;

    public RequestContent(RequestBody body)
    {
        _body = body;
        MediaType = "application/json";
    }

    public override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) => _body.WriteAsync(stream, cancellationToken);

    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) => _body.Write(stream);

    public override void Dispose()
    {
        // Its memory is the caller's.
    }
}

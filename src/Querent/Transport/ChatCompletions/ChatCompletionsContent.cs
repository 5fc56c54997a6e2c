using System.Globalization;
using System.Net;
using System.Text;

namespace Querent;

/// <summary>A request's body: written to the connection piece by piece, never put together in memory.</summary>
internal sealed class ChatCompletionsContent : HttpContent
{
    private readonly RequestEnvelope _envelope;
    private readonly CompletionRequest _request;
    private readonly byte[] _maxOutputTokens;

    public ChatCompletionsContent(RequestEnvelope envelope, CompletionRequest request)
    {
        _envelope = envelope;
        _request = request;
        _maxOutputTokens = request.MaxOutputTokens is { } limit ? Encoding.ASCII.GetBytes(limit.ToString(CultureInfo.InvariantCulture)) : [];
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _envelope.Head.Length
            + (_maxOutputTokens.Length == 0 ? 0 : RequestEnvelope.MaxOutputTokens.Length + _maxOutputTokens.Length)
            + RequestEnvelope.Messages.Length + _request.Messages.Length
            + RequestEnvelope.ResponseFormat.Length + _request.ResponseFormat.Length
            + RequestEnvelope.End.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The connection gathers small writes; only a long prompt reaches the socket in more than one.
        await stream.WriteAsync(_envelope.Head, cancellationToken).ConfigureAwait(false);
        if (_maxOutputTokens.Length > 0)
        {
            await stream.WriteAsync(RequestEnvelope.MaxOutputTokens, cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(_maxOutputTokens, cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(RequestEnvelope.Messages, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(_request.Messages, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(RequestEnvelope.ResponseFormat, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(_request.ResponseFormat, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(RequestEnvelope.End, cancellationToken).ConfigureAwait(false);
    }
}

using System.Security.Cryptography;

namespace Querent;

/// <summary>A request's JSON, in the pieces that it is sent in: never put together in memory.</summary>
internal readonly struct RequestBody
{
    private const int Pieces = 6;

    private readonly RequestEnvelope _envelope;
    private readonly CompletionRequest _request;
    private readonly AnswerForm? _form;
    private readonly byte[] _tail;

    public RequestBody(RequestEnvelope envelope, CompletionRequest request)
    {
        _envelope = envelope;
        _request = request;
        _form = envelope.Forms?.Get(request.ResponseFormat.Span);
        _tail = envelope.Tails.Get(request.Options, request.MaxOutputTokens);
    }

    public long Length
    {
        get
        {
            long length = 0;
            for (int index = 0; index < Pieces; index++)
            {
                length += Piece(index).Length;
            }

            return length;
        }
    }

    // The connection gathers small writes; only a long prompt reaches the socket in more than one.
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        for (int index = 0; index < Pieces; index++)
        {
            await stream.WriteAsync(Piece(index), cancellationToken).ConfigureAwait(false);
        }
    }

    public void Write(Stream stream)
    {
        for (int index = 0; index < Pieces; index++)
        {
            stream.Write(Piece(index).Span);
        }
    }

    public void AppendTo(IncrementalHash hash)
    {
        for (int index = 0; index < Pieces; index++)
        {
            hash.AppendData(Piece(index).Span);
        }
    }

    private ReadOnlyMemory<byte> Piece(int index) => index switch
    {
        0 => _envelope.Head,
        1 => _request.Messages,
        2 => _form is null ? default : _form.Message,
        3 => _form is null ? RequestEnvelope.ResponseFormat : _form.ResponseFormat,
        4 => _form is null ? _request.ResponseFormat : default,
        _ => _tail,
    };
}

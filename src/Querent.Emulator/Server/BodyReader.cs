using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>Reads a whole request body into pooled memory.</summary>
internal static class BodyReader
{
    /// <exception cref="RequestRejectedException">It is longer than <paramref name="most"/>.</exception>
    public static async ValueTask<Utf8Buffer> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            throw Rejections.TooLarge.Again();
        }

        var body = new Utf8Buffer((int)(request.ContentLength ?? 4096) + 1);
        try
        {
            PipeReader reader = request.BodyReader;
            while (true)
            {
                ReadResult result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                ReadOnlySequence<byte> bytes = result.Buffer;
                if (body.Length + bytes.Length > most)
                {
                    reader.AdvanceTo(bytes.End);
                    throw Rejections.TooLarge.Again();
                }

                foreach (ReadOnlyMemory<byte> piece in bytes)
                {
                    body.Write(piece.Span);
                }

                reader.AdvanceTo(bytes.End);
                if (result.IsCompleted)
                {
                    return body;
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}

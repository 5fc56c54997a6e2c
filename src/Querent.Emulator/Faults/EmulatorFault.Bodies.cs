using System.IO.Compression;
using System.Text;

namespace Querent.Emulator;

// Faults of the body: status 200, and a reply that is not the one JSON document that it should be.
public abstract partial record EmulatorFault
{
    /// <summary>200 with an <c>error</c> in place of a completion, as some gateways answer.</summary>
    /// <param name="code">The error's code; digits stand for a status.</param>
    public static EmulatorFault ErrorInSuccess(string code = "rate_limit_exceeded")
    {
        ArgumentNullException.ThrowIfNull(code);
        using var json = new Utf8Buffer(128);
        json.Write("""{"error":{"message":"The upstream service did not answer.","code":"""u8);
        json.WriteJsonString(code);
        json.Write("}}"u8);
        return new ReplyFault("error-in-success", 200, Encoding.UTF8.GetString(json.Span));
    }

    /// <summary>200 with nothing after the headers.</summary>
    public static EmulatorFault EmptyBody() => new ReplyFault("empty-body", 200, "");

    /// <summary>The answer's JSON twice, one after the other.</summary>
    public static EmulatorFault TwoDocuments() => new BodyFault("two-documents", static body => (byte[])[.. body.Span, .. body.Span]);

    /// <summary>A byte-order mark before a good answer.</summary>
    public static EmulatorFault ByteOrderMark() => new BodyFault("byte-order-mark", static body => (byte[])[.. "\uFEFF"u8, .. body.Span]);

    /// <summary>A good answer, compressed though nobody asked for it.</summary>
    public static EmulatorFault Compressed() => new BodyFault("compressed", Gzip) { ContentEncoding = "gzip" };

    /// <summary>A body that its <c>Content-Encoding</c> says is compressed, and is not.</summary>
    public static EmulatorFault FalselyCompressed() => new BodyFault("falsely-compressed", static body => body) { ContentEncoding = "gzip" };

    private static ReadOnlyMemory<byte> Gzip(ReadOnlyMemory<byte> body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(body.Span);
        }

        return compressed.ToArray();
    }
}

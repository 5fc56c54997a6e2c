using System.IO.Compression;

namespace Querent;

/// <summary>Undoes a compression that nobody asked for, since gateways apply it all the same.</summary>
internal static class ReplyEncoding
{
    /// <summary>The body as it was before; null when its encoding is none that is known here.</summary>
    public static Stream? Decode(Stream stream, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        null or "" or "identity" => stream,
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        _ => null,
    };
}

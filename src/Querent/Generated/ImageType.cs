namespace Querent;

/// <summary>Tells an image's media type by the first bytes of its file.</summary>
internal static class ImageType
{
    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    /// <exception cref="ImageException">The bytes are none of the types that providers take.</exception>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> file) => file switch
    {
        _ when file.StartsWith(PngStart) => "image/png"u8,
        _ when file.StartsWith(JpegStart) => "image/jpeg"u8,
        _ when file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) => "image/gif"u8,
        _ when file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) => "image/webp"u8,
        _ => throw new ImageException("An image's bytes are neither PNG, JPEG, GIF nor WebP. Name their type: [Image(MediaType = \"…\")]."),
    };
}

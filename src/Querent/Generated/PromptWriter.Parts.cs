using System.Buffers.Text;

namespace Querent;

/// <content>A content of several parts: texts, and images between them.</content>
public sealed partial class PromptWriter
{
    private static ReadOnlySpan<byte> TextStart => "{\"type\":\"text\",\"text\":\""u8;

    private const int NoParts = -1;

    // Where the text that is being written begins, its comma included.
    private int _part = NoParts;
    private int _imageStart;

    /// <summary>How many bytes of what was written are images.</summary>
    internal int ImageBytes { get; private set; }

    /// <summary>How many images were written.</summary>
    internal int ImageCount { get; private set; }

    /// <summary>How many of them are to be looked at in outline only.</summary>
    internal int LowDetailImageCount { get; private set; }

    /// <summary>How many bytes of what was written are none.</summary>
    internal int TextBytes => _written - ImageBytes;

    /// <summary>
    /// Starts a content of several parts, as the value of a message's <c>content</c>. What is written from here to
    /// <see cref="EndParts"/> is its text, and stands without quotes around it.
    /// </summary>
    public void BeginParts()
    {
        Literal("["u8);
        BeginText();
    }

    /// <summary>Writes an image by its address, between the texts before and behind it.</summary>
    /// <param name="url">An absolute address: http, https or data.</param>
    /// <param name="detail">How closely the model looks; null leaves it to the provider.</param>
    /// <exception cref="FormatException">The address is null, or none of these.</exception>
    public void Image(Uri url, string? detail)
    {
        if (url is null)
        {
            throw new ImageException("An image has no address: it is null.");
        }

        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp && url.Scheme != "data"))
        {
            throw new ImageException("An image's address is not absolute, or is neither http, https nor data.");
        }

        BeginImage();
        Text(url.Scheme == "data" ? url.OriginalString : url.AbsoluteUri);
        EndImage(detail);
    }

    /// <summary>Writes an image by its bytes, between the texts before and behind it.</summary>
    /// <param name="bytes">The image file.</param>
    /// <param name="mediaType">Its media type; null to tell it by the first bytes (PNG, JPEG, GIF, WebP).</param>
    /// <param name="detail">How closely the model looks; null leaves it to the provider.</param>
    /// <exception cref="FormatException">There are no bytes, or they are none of these and no media type is given.</exception>
    public void Image(ReadOnlySpan<byte> bytes, string? mediaType, string? detail)
    {
        if (bytes.IsEmpty)
        {
            throw new ImageException("An image has no bytes.");
        }

        ReadOnlySpan<byte> knownType = mediaType is null ? ImageType.Of(bytes) : default;
        BeginImage();
        Literal("data:"u8);
        Literal(knownType);
        Text(mediaType);
        Literal(";base64,"u8);
        _ = Base64.EncodeToUtf8(bytes, Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out int written);
        _written += written;
        EndImage(detail);
    }

    /// <summary>Ends the content that <see cref="BeginParts"/> started. A content without a part gets one empty text.</summary>
    public void EndParts()
    {
        EndText(isOnlyPart: _part >= 0 && _buffer[_part] != (byte)',');
        _part = NoParts;
        Literal("]"u8);
    }

    private void BeginText()
    {
        _part = _written;
        Literal(_buffer[_written - 1] == (byte)'[' ? default : ","u8);
        Literal(TextStart);
    }

    /// <summary>Ends a text, or takes it back where it is empty.</summary>
    private void EndText(bool isOnlyPart)
    {
        if (_part < 0)
        {
            throw new InvalidOperationException($"A part is written that {nameof(BeginParts)} did not start.");
        }

        int comma = _buffer[_part] == (byte)',' ? 1 : 0;
        if (_written == _part + comma + TextStart.Length && !isOnlyPart)
        {
            _written = _part;
            return;
        }

        Literal("\"}"u8);
    }

    private void BeginImage()
    {
        EndText(isOnlyPart: false);
        _imageStart = _written;
        Literal(_buffer[_written - 1] == (byte)'[' ? default : ","u8);
        Literal("{\"type\":\"image_url\",\"image_url\":{\"url\":\""u8);
    }

    private void EndImage(string? detail)
    {
        if (detail is not null)
        {
            Literal("\",\"detail\":\""u8);
            Text(detail);
        }

        Literal("\"}}"u8);
        ImageBytes += _written - _imageStart;
        ImageCount++;
        LowDetailImageCount += detail == "low" ? 1 : 0;
        BeginText();
    }
}

using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Querent.Benchmarks.Hand;

/// <summary>A worker's buffer for a request's body, kept from query to query.</summary>
internal sealed class HandBuffer
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\"\\\n\r\t");

    private byte[] _bytes = new byte[4096];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Reserve(json.Length));
        _length += json.Length;
    }

    /// <summary>Text escaped for a JSON string; our case files hold no other control characters.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        for (int special; (special = text.IndexOfAny(Special)) >= 0; text = text[(special + 1)..])
        {
            Transcode(text[..special]);
            Raw(text[special] switch { '"' => "\\\""u8, '\\' => "\\\\"u8, '\n' => "\\n"u8, '\r' => "\\r"u8, _ => "\\t"u8 });
        }

        Transcode(text);
    }

    public void Value<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(Reserve(64), out int length, format, null);
        _length += length;
    }

    private void Transcode(ReadOnlySpan<char> text)
    {
        Utf8.FromUtf16(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)), out _, out int length);
        _length += length;
    }

    private Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + length, _bytes.Length * 2));
        }

        return _bytes.AsSpan(_length);
    }
}

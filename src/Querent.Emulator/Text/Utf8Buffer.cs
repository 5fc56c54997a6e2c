using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Querent.Emulator;

/// <summary>UTF-8 text that grows in pooled memory. Not safe for several threads at once.</summary>
internal sealed class Utf8Buffer : IBufferWriter<byte>, IDisposable
{
    // What may not stand as itself in a JSON string.
    private static readonly SearchValues<byte> JsonSpecial = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private byte[] _buffer;

    public Utf8Buffer(int capacity = 1024) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        Length = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Forgets all but the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Forgets all but the first <paramref name="length"/> bytes, and what of a character would be left at the cut.</summary>
    public void TruncateText(int length)
    {
        while (length > 0 && length < Length && (_buffer[length] & 0b1100_0000) == 0b1000_0000)
        {
            length--;
        }

        Truncate(length);
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => Reserve(Math.Max(sizeHint, 1));

    public void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
    }

    public void Write(string text) => Length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public void Write(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out int written);
        Length += written;
    }

    public void WriteHex(ulong value)
    {
        Utf8Formatter.TryFormat(value, Reserve(16), out int written, new StandardFormat('x', 16));
        Length += written;
    }

    public void Write(double value)
    {
        value.TryFormat(Reserve(32), out int written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Writes UTF-8 text as the inside of a JSON string.</summary>
    public void WriteEscaped(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            int special = text.IndexOfAny(JsonSpecial);
            if (special < 0)
            {
                Write(text);
                return;
            }

            Write(text[..special]);
            WriteEscape(text[special]);
            text = text[(special + 1)..];
        }
    }

    /// <summary>Writes text as a JSON string, quotes included; null as <c>null</c>.</summary>
    public void WriteJsonString(string? text)
    {
        if (text is null)
        {
            Write("null"u8);
            return;
        }

        using var utf8 = new Utf8Buffer(text.Length + 16);
        utf8.Write(text);
        Write("\""u8);
        WriteEscaped(utf8.Span);
        Write("\""u8);
    }

    private void WriteEscape(byte special)
    {
        switch (special)
        {
            case (byte)'"':
                Write("\\\""u8);
                break;
            case (byte)'\\':
                Write("\\\\"u8);
                break;
            case (byte)'\n':
                Write("\\n"u8);
                break;
            default:
                Write("\\u00"u8);
                Span<byte> hex = Reserve(2);
                Utf8Formatter.TryFormat(special, hex, out int written, new StandardFormat('x', 2));
                Length += written;
                break;
        }
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Length + count));
            _buffer.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsSpan(Length);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Querent;

/// <summary>
/// Writes a request's messages as UTF-8 JSON: fixed text that was escaped at build time as it is, values escaped on the
/// way in, with no string in between. Used by generated code.
/// </summary>
/// <remarks>
/// Numbers, dates and other formattable values are written in the invariant culture. A lone surrogate becomes U+FFFD.
/// Not safe for use by several threads at once.
/// </remarks>
public sealed partial class PromptWriter : IDisposable
{
    private const int InitialCapacity = 2048;
    private const int LongestFormattedValue = 128;

    // What JSON requires to be escaped in a string; everything else stands for itself in UTF-8.
    private static readonly SearchValues<char> JsonSpecial = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private static readonly SearchValues<char> JsonAndXmlSpecial = SearchValues.Create(
        "&<>'\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _written;
    private ArrayBufferWriter<byte>? _jsonBuffer;
    private Utf8JsonWriter? _json;
    private ArrayBufferWriter<byte>? _jsonTextBuffer;
    private Utf8JsonWriter? _jsonText;

    /// <summary>What has been written so far; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _written);

    /// <summary>How many bytes of memory are held.</summary>
    internal int Capacity => _buffer.Length;

    /// <summary>Forgets what was written and keeps the memory for the next prompt.</summary>
    internal void Clear()
    {
        _written = 0;
        _part = NoParts;
        ImageBytes = ImageCount = LowDetailImageCount = 0;
    }

    /// <summary>Returns the memory to its pool.</summary>
    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _written = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _json?.Dispose();
        _json = null;
        _jsonText?.Dispose();
        _jsonText = null;
    }

    /// <summary>Writes text that is part of the request's JSON as it stands.</summary>
    /// <param name="json">UTF-8, escaped already.</param>
    public void Literal(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Reserve(json.Length));
        _written += json.Length;
    }

    /// <summary>Writes text, escaped for a JSON string.</summary>
    /// <param name="value">Any text.</param>
    public void Text(ReadOnlySpan<char> value)
    {
        while (true)
        {
            int special = value.IndexOfAny(JsonSpecial);
            if (special < 0)
            {
                Transcode(value);
                return;
            }

            Transcode(value[..special]);
            Escape(value[special]);
            value = value[(special + 1)..];
        }
    }

    /// <summary>Writes a boolean as <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The boolean.</param>
    public void Text(bool value) => Literal(value ? "true"u8 : "false"u8);

    /// <summary>Writes a number, a date or another formattable value in the invariant culture.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="format">A format of the type's own, <c>"O"</c> for dates; the default otherwise.</param>
    public void Text<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        // Digits, signs, letters and separators only: nothing in these needs escaping.
        if (!value.TryFormat(Reserve(LongestFormattedValue), out int length, format, System.Globalization.CultureInfo.InvariantCulture))
        {
            throw new FormatException($"A {typeof(T).Name} took more than {LongestFormattedValue} bytes.");
        }

        _written += length;
    }

    /// <summary>Writes text with <c>&amp; &lt; &gt; " '</c> as XML entities, escaped for a JSON string.</summary>
    /// <param name="value">Any text.</param>
    public void Xml(ReadOnlySpan<char> value)
    {
        while (true)
        {
            int special = value.IndexOfAny(JsonAndXmlSpecial);
            if (special < 0)
            {
                Transcode(value);
                return;
            }

            Transcode(value[..special]);
            switch (value[special])
            {
                case '&': Literal("&amp;"u8); break;
                case '<': Literal("&lt;"u8); break;
                case '>': Literal("&gt;"u8); break;
                case '"': Literal("&#34;"u8); break;
                case '\'': Literal("&#39;"u8); break;
                default: Escape(value[special]); break;
            }

            value = value[(special + 1)..];
        }
    }

    /// <summary>
    /// Starts a JSON value inside the text: what is written to the writer that this returns is escaped and added by
    /// <see cref="EndJson"/>.
    /// </summary>
    public Utf8JsonWriter BeginJson() => Begin(ref _json, ref _jsonBuffer);

    /// <summary>Ends the value that <see cref="BeginJson"/> started.</summary>
    public void EndJson()
    {
        ReadOnlySpan<byte> rest = EndValue();
        while (true)
        {
            // The JSON writer leaves no control characters: only quotes and backslashes need a second escape.
            int special = rest.IndexOfAny((byte)'"', (byte)'\\');
            if (special < 0)
            {
                Literal(rest);
                return;
            }

            Literal(rest[..special]);
            Literal(rest[special] == '"' ? "\\\""u8 : "\\\\"u8);
            rest = rest[(special + 1)..];
        }
    }

    /// <summary>
    /// Ends the value that <see cref="BeginJson"/> started, with <c>&amp; &lt; &gt; " '</c> of the JSON as XML entities.
    /// </summary>
    public void EndJsonAsXml() => Xml(Encoding.UTF8.GetString(EndValue()));

    /// <summary>
    /// Starts a JSON value that <see cref="EndJsonText"/> gives as a text; it may stand between <see cref="BeginJson"/> and
    /// its end, but not inside of another of its own kind.
    /// </summary>
    public Utf8JsonWriter BeginJsonText() => Begin(ref _jsonText, ref _jsonTextBuffer);

    /// <summary>Ends the value that <see cref="BeginJsonText"/> started, and gives its JSON instead of writing it.</summary>
    public string EndJsonText() => Encoding.UTF8.GetString(End(_jsonText, _jsonTextBuffer, nameof(BeginJsonText)));

    private static Utf8JsonWriter Begin(ref Utf8JsonWriter? json, ref ArrayBufferWriter<byte>? buffer)
    {
        if (json is null)
        {
            buffer = new ArrayBufferWriter<byte>();
            json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }
        else
        {
            buffer!.ResetWrittenCount();
            json.Reset();
        }

        return json;
    }

    private static ReadOnlySpan<byte> End(Utf8JsonWriter? json, ArrayBufferWriter<byte>? buffer, string begin)
    {
        if (json is null)
        {
            throw new InvalidOperationException($"A value ends that {begin} did not start.");
        }

        json.Flush();
        return buffer!.WrittenSpan;
    }

    private ReadOnlySpan<byte> EndValue() => End(_json, _jsonBuffer, nameof(BeginJson));

    private void Transcode(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            Span<byte> target = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
            _ = Utf8.FromUtf16(text, target, out _, out int length, replaceInvalidSequences: true);
            _written += length;
        }
    }

    private void Escape(char special)
    {
        switch (special)
        {
            case '"': Literal("\\\""u8); break;
            case '\\': Literal("\\\\"u8); break;
            case '\n': Literal("\\n"u8); break;
            case '\r': Literal("\\r"u8); break;
            case '\t': Literal("\\t"u8); break;
            default:
                Span<byte> target = Reserve(6);
                "\\u00"u8.CopyTo(target);
                target[4] = (byte)(special < 0x10 ? '0' : '1');
                target[5] = "0123456789abcdef"u8[special & 0xF];
                _written += 6;
                break;
        }
    }

    private Span<byte> Reserve(int length)
    {
        if (_buffer.Length - _written < length)
        {
            Grow(length);
        }

        return _buffer.AsSpan(_written);
    }

    private void Grow(int length)
    {
        ObjectDisposedException.ThrowIf(_buffer.Length == 0, this);
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_written + length), _buffer.Length * 2));
        _buffer.AsSpan(0, _written).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Querent;

// The values that JSON has no form of its own for: strings, in the form in which System.Text.Json writes them.
public ref partial struct AnswerReader
{
    // The longest of them, a date with time and offset, has 33; each may be escaped.
    private const int MostCharacters = 40;
    private const int MostEscaped = 6 * MostCharacters;

    /// <summary>Reads a date: <c>2026-01-31</c>.</summary>
    public readonly DateOnly ReadDateOnly()
        => IsoText.TryReadDate(Plain(stackalloc byte[MostEscaped]), out DateOnly value) ? value : throw NotFormatted("a date as yyyy-MM-dd");

    /// <summary>Reads a time of day: <c>09:30</c>, <c>09:30:00</c> or <c>09:30:00.5</c>.</summary>
    public readonly TimeOnly ReadTimeOnly()
        => IsoText.TryReadTime(Plain(stackalloc byte[MostEscaped]), out TimeOnly value) ? value : throw NotFormatted("a time of day as HH:mm:ss");

    /// <summary>
    /// Reads a date and time in ISO 8601: of UTC with a <c>Z</c>, of the machine's zone with an offset, and of no zone
    /// without either.
    /// </summary>
    public DateTime ReadDateTime()
    {
        ExpectText();
        return _json.TryGetDateTime(out DateTime value) ? value : throw NotFormatted("a date and time of ISO 8601");
    }

    /// <summary>
    /// Reads a date and time in ISO 8601 with its offset, <c>2026-01-31T09:30:00+01:00</c>. Without one it is refused: the
    /// zone of the machine would decide.
    /// </summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        ExpectText();
        return _json.TryGetDateTimeOffset(out DateTimeOffset value) && HasOffset(Plain(stackalloc byte[MostEscaped]))
            ? value
            : throw NotFormatted("a date and time of ISO 8601 with its offset");
    }

    /// <summary>Reads a duration: <c>01:30:00</c>, <c>-2.00:00:00</c> or <c>00:00:00.25</c>.</summary>
    public readonly TimeSpan ReadTimeSpan()
    {
        ReadOnlySpan<byte> text = Plain(stackalloc byte[MostEscaped]);
        bool isWhole = EndsInDigit(text) && text.Count((byte)':') == 2 && (char.IsAsciiDigit((char)text[0]) || text[0] == '-');
        return isWhole && Utf8Parser.TryParse(text, out TimeSpan value, out int consumed, 'c') && consumed == text.Length
            ? value
            : throw NotFormatted("a duration as d.hh:mm:ss");
    }

    /// <summary>Reads a UUID of 32 digits and four hyphens.</summary>
    public Guid ReadGuid()
    {
        ExpectText();
        return _json.TryGetGuid(out Guid value) ? value : throw NotFormatted("a UUID");
    }

    /// <summary>Reads a URI, absolute or relative.</summary>
    public Uri ReadUri()
        => Uri.TryCreate(ReadString(), UriKind.RelativeOrAbsolute, out Uri? value) ? value : throw NotFormatted("a URI");

    /// <summary>Reads a string of one UTF-16 character.</summary>
    public readonly char ReadChar()
    {
        Span<char> character = stackalloc char[2];
        return Utf8.ToUtf16(Plain(stackalloc byte[MostEscaped]), character, out _, out int length, replaceInvalidSequences: false) == OperationStatus.Done && length == 1
            ? character[0]
            : throw NotFormatted("one character");
    }

    /// <summary>Reads bytes in Base64.</summary>
    public byte[] ReadBytes()
    {
        ExpectText();
        return _json.TryGetBytesFromBase64(out byte[]? value) ? value : throw NotFormatted("Base64");
    }

    // What the JSON reader parses by itself, it throws at where escapes make no text.
    private readonly void ExpectText()
    {
        Expect(JsonTokenType.String, "a string");
        if (_json.ValueIsEscaped && !IsUnicode())
        {
            throw NotUnicode();
        }
    }

    // The text without escapes; nothing where it is too long to be any of these.
    private readonly ReadOnlySpan<byte> Plain(Span<byte> buffer)
    {
        Expect(JsonTokenType.String, "a string");
        if (!_json.ValueIsEscaped)
        {
            return _json.ValueSpan;
        }

        if (_json.ValueSpan.Length > buffer.Length)
        {
            return default;
        }

        try
        {
            return buffer[.._json.CopyString(buffer)];
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    private static bool EndsInDigit(ReadOnlySpan<byte> text) => text.Length > 0 && char.IsAsciiDigit((char)text[^1]);

    // Behind a time, which a date alone does not have.
    private static bool HasOffset(ReadOnlySpan<byte> text) => text.Length > 0 && (text[^1] == 'Z' || (text.Length > 16 && text[^6] is (byte)'+' or (byte)'-'));

    private readonly AnswerException NotFormatted(string expected)
        => _json.ValueIsEscaped || Utf8.IsValid(_json.ValueSpan) ? Refuse("format", $"Expected {expected}.") : NotUnicode();
}

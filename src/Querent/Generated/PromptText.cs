using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Querent;

/// <summary>The text filters of prompts, as Jinja2 has them. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PromptText
{
    private const int ChunkLength = 256;

    /// <summary>The text in capitals, one character for one, of no culture.</summary>
    /// <param name="text">Any text.</param>
    public static string Upper(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToUpperInvariant();
    }

    /// <summary>The text in small letters, one character for one, of no culture.</summary>
    /// <param name="text">Any text.</param>
    public static string Lower(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToLowerInvariant();
    }

    /// <summary>Writes a text in capitals.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="text">Any text.</param>
    public static void WriteUpper(PromptWriter writer, ReadOnlySpan<char> text)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<char> chunk = stackalloc char[ChunkLength];
        while (!text.IsEmpty)
        {
            int length = Next(text);
            text[..length].ToUpperInvariant(chunk);
            writer.Text(chunk[..length]);
            text = text[length..];
        }
    }

    /// <summary>Writes a text in small letters.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="text">Any text.</param>
    public static void WriteLower(PromptWriter writer, ReadOnlySpan<char> text)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<char> chunk = stackalloc char[ChunkLength];
        while (!text.IsEmpty)
        {
            int length = Next(text);
            text[..length].ToLowerInvariant(chunk);
            writer.Text(chunk[..length]);
            text = text[length..];
        }
    }

    /// <summary>The text without the white space at its ends.</summary>
    /// <param name="text">Any text.</param>
    public static string Trim(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> rest = TrimSpan(text);
        return rest.Length == text.Length ? text : rest.ToString();
    }

    /// <summary>The text without some characters, which are code points, at its ends.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="characters">What to remove; nothing is removed where it is empty.</param>
    public static string Trim(string text, string characters)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(characters);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty && Holds(characters, rest[..FirstLength(rest)]))
        {
            rest = rest[FirstLength(rest)..];
        }

        while (!rest.IsEmpty && Holds(characters, rest[^LastLength(rest)..]))
        {
            rest = rest[..^LastLength(rest)];
        }

        return rest.Length == text.Length ? text : rest.ToString();
    }

    /// <summary>The part of a text that has no white space at its ends.</summary>
    /// <param name="text">Any text.</param>
    public static ReadOnlySpan<char> TrimSpan(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (start < text.Length && IsWhiteSpace(text[start]))
        {
            start++;
        }

        int end = text.Length;
        while (end > start && IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Cuts a text that is longer than a length and a tolerance, at a space where there is one.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">The length that it is cut to, its end included, in code points.</param>
    /// <param name="killWords">Whether a word may be cut.</param>
    /// <param name="end">What to write behind a text that was cut.</param>
    /// <param name="leeway">How much longer a text may be and still be left alone.</param>
    /// <exception cref="ArgumentException">The length is less than the end's, or the leeway below 0.</exception>
    public static string Truncate(string text, long length, bool killWords, string end, long leeway)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(end);
        int endLength = Length(end);
        if (length < endLength || leeway < 0)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The filter 'truncate' takes a length from {endLength} up, its end's own, and a leeway from 0 up; they were {length} and {leeway}."));
        }

        if (text.Length <= length || Length(text) <= length + leeway)
        {
            return text;
        }

        ReadOnlySpan<char> kept = text.AsSpan(0, IndexOf(text, length - endLength));
        int space = killWords ? -1 : kept.LastIndexOf(' ');
        return string.Concat(space < 0 ? kept : kept[..space], end);
    }

    /// <summary>Indents the lines of a text by spaces.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="width">How many spaces.</param>
    /// <param name="first">Whether the first line is indented as well.</param>
    /// <param name="blank">Whether empty lines are indented as well.</param>
    public static string Indent(string text, long width, bool first, bool blank)
        => Indent(text, new string(' ', (int)Math.Clamp(width, 0, 1024)), first, blank);

    /// <summary>Puts a text before the lines of another.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="width">What to put before each line.</param>
    /// <param name="first">Whether before the first line as well.</param>
    /// <param name="blank">Whether before empty lines as well.</param>
    public static string Indent(string text, string width, bool first, bool blank)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder(text.Length + 16);
        bool isFirst = true;
        int start = 0;
        while (start <= text.Length)
        {
            int next = EndOfLine(text, start, out int end);
            if (!isFirst)
            {
                result.Append('\n');
            }

            if (isFirst ? first : blank || end > start)
            {
                result.Append(width);
            }

            result.Append(text, start, end - start);
            start = next;
            isFirst = false;
        }

        return result.ToString();
    }

    /// <summary>How many code points a text has.</summary>
    /// <param name="text">Any text.</param>
    public static int Length(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int length = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            length -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return length;
    }

    /// <summary>The order of two texts by their code points: below, at or above 0.</summary>
    /// <param name="left">One text.</param>
    /// <param name="right">The other.</param>
    public static int Compare(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length - right.Length;
        }

        // A surrogate stands for a code point above all others.
        (char one, char other) = (left[common], right[common]);
        return char.IsSurrogate(one) == char.IsSurrogate(other) ? one - other : char.IsSurrogate(one) ? 1 : -1;
    }

    /// <summary>A text with <c>&amp; &lt; &gt; " '</c> as XML entities.</summary>
    /// <param name="text">Any text.</param>
    public static string Xml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAny("&<>\"'") < 0 ? text : text
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&#34;", StringComparison.Ordinal)
            .Replace("'", "&#39;", StringComparison.Ordinal);
    }

    /// <summary>A text as JSON.</summary>
    /// <param name="writer">The writer whose JSON writer is used.</param>
    /// <param name="text">Any text.</param>
    public static string Json(PromptWriter writer, string text)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Utf8JsonWriter json = writer.BeginJsonText();
        json.WriteStringValue(text);
        return writer.EndJsonText();
    }

    private static bool IsWhiteSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    private static int FirstLength(ReadOnlySpan<char> text) => text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;

    private static int LastLength(ReadOnlySpan<char> text) => text.Length > 1 && char.IsSurrogatePair(text[^2], text[^1]) ? 2 : 1;

    private static bool Holds(ReadOnlySpan<char> characters, ReadOnlySpan<char> codePoint)
    {
        while (!characters.IsEmpty)
        {
            int length = FirstLength(characters);
            if (characters[..length].SequenceEqual(codePoint))
            {
                return true;
            }

            characters = characters[length..];
        }

        return false;
    }

    // A piece that fits into a chunk and ends inside of no surrogate pair.
    private static int Next(ReadOnlySpan<char> text)
        => text.Length <= ChunkLength ? text.Length : char.IsHighSurrogate(text[ChunkLength - 1]) ? ChunkLength - 1 : ChunkLength;

    // Where a code point begins.
    private static int IndexOf(string text, long codePoint)
    {
        int index = 0;
        for (long i = 0; i < codePoint; i++)
        {
            index += index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
        }

        return index;
    }

    // Lines end where Python's splitlines ends them.
    private static int EndOfLine(string text, int start, out int end)
    {
        for (end = start; end < text.Length; end++)
        {
            if (text[end] is (>= '\n' and <= '\r') or (>= '\u001c' and <= '\u001e') or '\u0085' or '\u2028' or '\u2029')
            {
                return end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
            }
        }

        return text.Length + 1;
    }
}

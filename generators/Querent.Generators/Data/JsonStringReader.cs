using System.Globalization;
using System.Text;

namespace Querent.Generators.Data;

/// <summary>Reads JSON's strings, whose escapes make up most of its grammar.</summary>
internal sealed class JsonStringReader(string text)
{
    private const int HexDigits = 4;

    /// <summary>Reads the string that begins at a quote.</summary>
    /// <param name="start">The place of its first quote.</param>
    /// <param name="value">What it says.</param>
    /// <param name="end">The place behind its last quote, or where the reading stopped.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public DataError? Read(int start, out string value, out int end)
    {
        var result = new StringBuilder();
        int position = start + 1;
        value = "";
        while (position < text.Length && text[position] != '"')
        {
            char c = text[position];
            int length = c == '\\' ? ReadEscape(position, out c) : 1;
            end = position;
            if (length == 0)
            {
                return new DataError("JSON has no such escape; a backslash is written \\\\", DataSpan.FromBounds(position, Math.Min(position + 2, text.Length)));
            }

            if (length == 1 && c < ' ')
            {
                return c is '\n' or '\r'
                    ? new DataError("this text has no closing '\"' on its line; a line break in it is written \\n", DataSpan.FromBounds(start, position))
                    : new DataError("a control character in a text has to be written as an escape, such as \\t", new DataSpan(position, 1));
            }

            if (IsHalf(result, c) is { } wrong)
            {
                return new DataError("half of a surrogate pair is no character", wrong ? DataSpan.FromBounds(position, position + length) : DataSpan.FromBounds(position - 1, position));
            }

            result.Append(c);
            position += length;
        }

        value = result.ToString();
        end = Math.Min(position + 1, text.Length);
        if (position >= text.Length)
        {
            return new DataError("this text has no closing '\"'", DataSpan.FromBounds(start, text.Length));
        }

        return result.Length > 0 && char.IsHighSurrogate(result[result.Length - 1])
            ? new DataError("half of a surrogate pair is no character", DataSpan.FromBounds(position - 1, position))
            : null;
    }

    // Whether a character breaks up a pair: itself (true), or by not following the one before it (false).
    private static bool? IsHalf(StringBuilder before, char c)
    {
        bool isOpen = before.Length > 0 && char.IsHighSurrogate(before[before.Length - 1]);
        return char.IsLowSurrogate(c) == isOpen ? null : !isOpen;
    }

    // The length of an escape; 0 where it is none.
    private int ReadEscape(int start, out char value)
    {
        char kind = start + 1 < text.Length ? text[start + 1] : '\0';
        value = kind switch
        {
            '"' or '\\' or '/' => kind,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (value != '\0')
        {
            return 2;
        }

        int first = start + 2;

        // The framework's reader of numbers lets NULs stand behind them.
        bool isHex = kind == 'u' && first + HexDigits <= text.Length
            && text.Substring(first, HexDigits).All(Uri.IsHexDigit)
            && ushort.TryParse(text.Substring(first, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code)
            && (value = (char)code) == code;
        return isHex ? HexDigits + 2 : 0;
    }
}

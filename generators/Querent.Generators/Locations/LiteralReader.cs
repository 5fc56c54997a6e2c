using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.Locations;

/// <summary>Reads a string literal again as the compiler did, to learn where in it each character of its value stands.</summary>
internal sealed class LiteralReader
{
    private readonly string _source;
    private readonly StringBuilder _value = new();
    private readonly List<TextSpan> _spans = [];

    private LiteralReader(string source) => _source = source;

    /// <summary>
    /// The span within the token of each character of its value; null when the reading does not agree with the
    /// compiler's, so that nobody is shown a wrong place.
    /// </summary>
    public static IReadOnlyList<TextSpan>? Read(SyntaxToken token)
    {
        var reader = new LiteralReader(token.Text);
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken when token.Text.StartsWith("@", StringComparison.Ordinal):
                reader.ReadVerbatim();
                break;
            case SyntaxKind.StringLiteralToken:
                reader.ReadRegular();
                break;
            case SyntaxKind.SingleLineRawStringLiteralToken:
                int quotes = reader.CountQuotes();
                reader.Copy(quotes, reader._source.Length - quotes);
                break;
            case SyntaxKind.MultiLineRawStringLiteralToken:
                reader.ReadRawLines();
                break;
        }

        return reader._value.ToString() == token.ValueText ? reader._spans : null;
    }

    /// <summary>The same for a text that stands for itself, character by character.</summary>
    public static IReadOnlyList<TextSpan>? ReadPlain(SyntaxToken token)
    {
        var reader = new LiteralReader(token.Text);
        reader.Copy(0, token.Text.Length);
        return token.Text == token.ValueText ? reader._spans : null;
    }

    /// <summary>The same for a text between the holes of an interpolated string.</summary>
    /// <param name="token">The text.</param>
    /// <param name="isVerbatim">Whether the string begins with <c>@</c> as well.</param>
    public static IReadOnlyList<TextSpan>? ReadInterpolated(SyntaxToken token, bool isVerbatim)
    {
        var reader = new LiteralReader(token.Text);
        reader.ReadInterpolated(isVerbatim);
        return reader._value.ToString() == ValueOf(token) ? reader._spans : null;
    }

    // The compiler's value of such a token still has its braces doubled.
    private static string ValueOf(SyntaxToken token) => token.ValueText.Replace("{{", "{").Replace("}}", "}");

    private void ReadInterpolated(bool isVerbatim)
    {
        int i = 0;
        while (i < _source.Length)
        {
            int length = _source[i] == '\\' && !isVerbatim && i + 1 < _source.Length ? ReadEscape(i) : 1;
            if (length == 1)
            {
                length = _source[i] is '{' or '}' or '"' ? 2 : 1;
                Add(_source.Substring(i, 1), i, length);
            }

            i += length;
        }
    }

    private void Add(string characters, int start, int length)
    {
        foreach (char c in characters)
        {
            _value.Append(c);
            _spans.Add(new TextSpan(start, length));
        }
    }

    private void Copy(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            Add(_source.Substring(i, 1), i, 1);
        }
    }

    private void ReadVerbatim()
    {
        for (int i = 2; i < _source.Length - 1; i++)
        {
            int length = _source[i] == '"' ? 2 : 1;
            Add(_source.Substring(i, 1), i, length);
            i += length - 1;
        }
    }

    private void ReadRegular()
    {
        int i = 1;
        while (i < _source.Length - 1)
        {
            int length = _source[i] == '\\' ? ReadEscape(i) : 1;
            if (length == 1)
            {
                Copy(i, i + 1);
            }

            i += length;
        }
    }

    // Adds the characters of an escape and says how long it is.
    private int ReadEscape(int start)
    {
        char kind = _source[start + 1];
        int digits = kind switch { 'u' => 4, 'U' => 8, 'x' => HexDigits(start + 2), _ => 0 };
        string characters = kind switch
        {
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            '0' => "\0",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            'e' => "\u001b",
            'u' or 'x' or 'U' => FromHex(start + 2, digits),
            _ => kind.ToString(),
        };
        Add(characters, start, digits + 2);
        return digits + 2;
    }

    private int HexDigits(int start)
    {
        int count = 0;
        while (count < 4 && start + count < _source.Length && Uri.IsHexDigit(_source[start + count]))
        {
            count++;
        }

        return count;
    }

    private string FromHex(int start, int digits)
    {
        bool isNumber = int.TryParse(
            _source.Substring(start, Math.Min(digits, _source.Length - start)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int number);
        return !isNumber || number > 0x10FFFF ? "\uFFFD"
            : number > 0xFFFF ? char.ConvertFromUtf32(number)
            : ((char)number).ToString();
    }

    private int CountQuotes()
    {
        int count = 0;
        while (count < _source.Length && _source[count] == '"')
        {
            count++;
        }

        return count;
    }

    // The lines between the first and the last, without the white space that stands before the closing quotes.
    private void ReadRawLines()
    {
        int quotes = CountQuotes();
        int last = _source.LastIndexOf('\n') + 1;
        int indent = Math.Max(0, _source.Length - quotes - last);
        int line = _source.IndexOf('\n') + 1;
        while (line > 0 && line < last)
        {
            int next = _source.IndexOf('\n', line) + 1;
            int end = next < last ? next : EndOfText(last);
            int text = Math.Min(line + indent, EndOfText(next));
            Copy(text, Math.Max(text, end));
            line = next;
        }
    }

    private int EndOfText(int next) => next >= 2 && _source[next - 2] == '\r' ? next - 2 : next - 1;
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Querent.Generators.Templates;

/// <summary>Cuts the inside of a placeholder or tag into tokens, one at a time.</summary>
/// <param name="text">The whole template.</param>
/// <param name="position">Where to begin: behind <c>{{</c> or <c>{%</c>.</param>
/// <param name="close">What ends it: <c>}}</c> or <c>%}</c>.</param>
internal sealed class TemplateLexer(string text, int position, string close)
{
    // The longer ones first.
    private static readonly ImmutableArray<string> Operators = ["==", "!=", "<=", ">=", "//", "**", "<", ">", "=", "~", "+", "-", "*", "/", "%", ":"];

    /// <summary>Where the next token is looked for.</summary>
    public int Position { get; private set; } = position;

    public TemplateToken Next()
    {
        while (Position < text.Length && WhiteSpace.Is(text[Position]))
        {
            Position++;
        }

        if (Position >= text.Length || At("{{") || At("{%") || At("{#"))
        {
            return new TemplateToken(TemplateTokenKind.End, new TemplateSpan(Position, 0), "");
        }

        if (At(close))
        {
            return Take(TemplateTokenKind.Close, close.Length);
        }

        char first = text[Position];
        if ((first == '-' || (first == '+' && close == "%}")) && string.CompareOrdinal(text, Position + 1, close, 0, close.Length) == 0)
        {
            return Take(TemplateTokenKind.Close, close.Length + 1);
        }

        return first switch
        {
            '.' => Take(TemplateTokenKind.Dot, 1),
            '|' => Take(TemplateTokenKind.Pipe, 1),
            ',' => Take(TemplateTokenKind.Comma, 1),
            '(' => Take(TemplateTokenKind.OpenParenthesis, 1),
            ')' => Take(TemplateTokenKind.CloseParenthesis, 1),
            '[' => Take(TemplateTokenKind.OpenBracket, 1),
            ']' => Take(TemplateTokenKind.CloseBracket, 1),
            '"' or '\'' => TakeString(first),
            _ when IsIdentifierStart(first) => Take(TemplateTokenKind.Identifier, LengthWhile(Position, IsIdentifierPart)),
            _ when IsDigit(first) => TakeNumber(),
            _ when Operators.FirstOrDefault(At) is { } known => Take(TemplateTokenKind.Operator, known.Length),
            _ => Take(TemplateTokenKind.Unknown, char.IsSurrogatePair(text, Position) ? 2 : 1),
        };
    }

    private static bool IsIdentifierStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsIdentifierPart(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private bool At(string token) => string.CompareOrdinal(text, Position, token, 0, token.Length) == 0;

    private TemplateToken Take(TemplateTokenKind kind, int length)
    {
        var token = new TemplateToken(kind, new TemplateSpan(Position, length), text.Substring(Position, length));
        Position += length;
        return token;
    }

    private int LengthWhile(int from, Func<char, bool> belongs)
    {
        int end = from;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end - from;
    }

    // Digits, and then a fraction and an exponent where digits follow their signs.
    private TemplateToken TakeNumber()
    {
        int end = Position + LengthWhile(Position, IsDigit);
        if (end < text.Length && text[end] == '.' && LengthWhile(end + 1, IsDigit) is > 0 and int fraction)
        {
            end += 1 + fraction;
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int sign = end + 1 < text.Length && text[end + 1] is '+' or '-' ? 1 : 0;
            int exponent = LengthWhile(end + 1 + sign, IsDigit);
            end += exponent > 0 ? 1 + sign + exponent : 0;
        }

        return Take(TemplateTokenKind.Number, end - Position);
    }

    // Escapes as Python has them: what is none keeps its backslash.
    private TemplateToken TakeString(char quote)
    {
        int start = Position;
        var value = new StringBuilder();
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                Position = i + 1;
                return new TemplateToken(TemplateTokenKind.String, TemplateSpan.FromBounds(start, Position), value.ToString());
            }

            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i = AppendEscape(value, i + 1);
            }
            else
            {
                bool isLineEnd = text[i] == '\r';
                value.Append(isLineEnd ? '\n' : text[i]);
                i += isLineEnd && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
            }
        }

        return Take(TemplateTokenKind.UnclosedString, 1);
    }

    // Appends what the character behind a backslash stands for; where the escape ends.
    private int AppendEscape(StringBuilder value, int at)
    {
        int digits = text[at] switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0 && at + digits < text.Length && int.TryParse(
            text.Substring(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            value.Append((char)code);
            return at + digits;
        }

        int known = "ntrabfv\\'\"".IndexOf(text[at]);
        value.Append(known < 0 ? $"\\{text[at]}" : "\n\t\r\a\b\f\v\\'\""[known].ToString());
        return at;
    }
}

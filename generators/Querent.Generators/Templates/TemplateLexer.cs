using System.Text;

namespace Querent.Generators.Templates;

/// <summary>Cuts the inside of a placeholder into tokens, one at a time.</summary>
/// <param name="text">The whole template.</param>
/// <param name="position">Where to begin: behind <c>{{</c>.</param>
internal sealed class TemplateLexer(string text, int position)
{
    /// <summary>Where the next token is looked for.</summary>
    public int Position { get; private set; } = position;

    public TemplateToken Next()
    {
        while (Position < text.Length && char.IsWhiteSpace(text[Position]))
        {
            Position++;
        }

        if (Position >= text.Length || At("{{") || At("{%") || At("{#"))
        {
            return new TemplateToken(TemplateTokenKind.End, new TemplateSpan(Position, 0), "");
        }

        if (At("}}"))
        {
            return Take(TemplateTokenKind.Close, 2);
        }

        char first = text[Position];
        return first switch
        {
            '.' => Take(TemplateTokenKind.Dot, 1),
            '|' => Take(TemplateTokenKind.Pipe, 1),
            ',' => Take(TemplateTokenKind.Comma, 1),
            '(' => Take(TemplateTokenKind.OpenParenthesis, 1),
            ')' => Take(TemplateTokenKind.CloseParenthesis, 1),
            '"' or '\'' => TakeString(first),
            _ when IsIdentifierStart(first) => TakeWhile(TemplateTokenKind.Identifier, IsIdentifierPart),
            _ when first is >= '0' and <= '9' => TakeWhile(TemplateTokenKind.Number, c => c is (>= '0' and <= '9') or '.'),
            _ => Take(TemplateTokenKind.Unknown, char.IsSurrogatePair(text, Position) ? 2 : 1),
        };
    }

    private static bool IsIdentifierStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsIdentifierPart(char c) => c == '_' || char.IsLetterOrDigit(c);

    private bool At(string token) => string.CompareOrdinal(text, Position, token, 0, token.Length) == 0;

    private TemplateToken Take(TemplateTokenKind kind, int length)
    {
        var token = new TemplateToken(kind, new TemplateSpan(Position, length), text.Substring(Position, length));
        Position += length;
        return token;
    }

    private TemplateToken TakeWhile(TemplateTokenKind kind, Func<char, bool> belongs)
    {
        int end = Position + 1;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return Take(kind, end - Position);
    }

    private TemplateToken TakeString(char quote)
    {
        int start = Position;
        var value = new StringBuilder();
        for (int i = start + 1; i < text.Length; i++)
        {
            char c = text[i];
            if (c == quote)
            {
                Position = i + 1;
                return new TemplateToken(TemplateTokenKind.String, TemplateSpan.FromBounds(start, Position), value.ToString());
            }

            if (c == '\\' && i + 1 < text.Length)
            {
                c = text[++i];
                c = c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => c };
            }

            value.Append(c);
        }

        return Take(TemplateTokenKind.UnclosedString, 1);
    }
}

namespace Querent.Generators.Templates;

/// <summary>A token between <c>{{</c> and <c>}}</c>, or <c>{%</c> and <c>%}</c>.</summary>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, TemplateSpan Span, string Value)
{
    /// <summary>Whether it is a word; the language's own words are words as well.</summary>
    public bool IsWord(string word) => Kind == TemplateTokenKind.Identifier && Value == word;

    /// <summary>Whether it is an operator, of which the longest that there is was taken.</summary>
    public bool IsOperator(string text) => Kind == TemplateTokenKind.Operator && Value == text;
}

/// <summary>The kinds of tokens.</summary>
internal enum TemplateTokenKind
{
    Identifier,
    String,
    Number,
    Dot,
    Pipe,
    Comma,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Operator,

    /// <summary><c>}}</c> or <c>%}</c>, with the <c>-</c> or <c>+</c> before it.</summary>
    Close,

    /// <summary>A character that begins no token.</summary>
    Unknown,

    /// <summary>A quote without its partner.</summary>
    UnclosedString,

    /// <summary>The template ends, or another placeholder begins.</summary>
    End,
}

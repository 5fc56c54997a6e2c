namespace Querent.Generators.Templates;

/// <summary>A token between <c>{{</c> and <c>}}</c>.</summary>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, TemplateSpan Span, string Value);

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

    /// <summary><c>}}</c>.</summary>
    Close,

    /// <summary>A character that begins no token.</summary>
    Unknown,

    /// <summary>A quote without its partner.</summary>
    UnclosedString,

    /// <summary>The template ends, or another placeholder begins.</summary>
    End,
}

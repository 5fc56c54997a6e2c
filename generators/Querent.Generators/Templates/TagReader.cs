namespace Querent.Generators.Templates;

/// <summary>Reads the tokens of one placeholder or tag, and keeps the first error.</summary>
internal sealed class TagReader
{
    // Those who walk the tree may recurse, so that it must not be endless.
    private const int MostParts = 128;

    private readonly TemplateLexer _lexer;
    private int _parts;
    private int _end;

    /// <param name="text">The whole template.</param>
    /// <param name="open">Where the placeholder or tag begins.</param>
    /// <param name="start">Where its first token is looked for.</param>
    /// <param name="close">What ends it: <c>}}</c> or <c>%}</c>.</param>
    public TagReader(string text, int open, int start, string close)
    {
        _lexer = new TemplateLexer(text, start, close);
        _end = start;
        Open = open;
        Close = close;
        Token = _lexer.Next();
    }

    public int Open { get; }

    public string Close { get; }

    /// <summary>The token that has not been taken yet.</summary>
    public TemplateToken Token { get; private set; }

    /// <summary>Why reading ended early.</summary>
    public TemplateError? Error { get; private set; }

    /// <summary>What would end it, where nothing else is wrong.</summary>
    public TemplateEdit? Closing { get; private set; }

    public bool IsAtEnd => Token.Kind == TemplateTokenKind.Close;

    /// <summary>From the beginning to behind the token.</summary>
    public TemplateSpan Span => TemplateSpan.FromBounds(Open, Token.Span.End);

    public TemplateToken Take()
    {
        TemplateToken token = Token;
        _end = token.Span.End;
        Token = _lexer.Next();
        return token;
    }

    public bool TryTake(TemplateTokenKind kind)
    {
        bool isThere = Token.Kind == kind;
        if (isThere)
        {
            Take();
        }

        return isThere;
    }

    public bool TryTakeWord(string word)
    {
        bool isThere = Token.IsWord(word);
        if (isThere)
        {
            Take();
        }

        return isThere;
    }

    /// <summary>Counts a part of the expression; false, with an error, where there are too many.</summary>
    public bool Count()
    {
        if (++_parts <= MostParts)
        {
            return true;
        }

        Unexpected($"'{Close}' (no more than 128 parts go into one pair of braces)");
        return false;
    }

    /// <summary>Says that something else than the token should stand here.</summary>
    /// <returns>Null, for the caller to return.</returns>
    public ExpressionNode? Unexpected(string expected) => Fail(Token.Kind switch
    {
        TemplateTokenKind.End => new TemplateError(TemplateErrorKind.Unclosed, new TemplateSpan(Open, 2)),
        TemplateTokenKind.UnclosedString => new TemplateError(TemplateErrorKind.UnclosedString, Token.Span, Token.Value),
        _ => new TemplateError(TemplateErrorKind.Unexpected, Token.Span, Token.Value, expected),
    });

    /// <summary>
    /// Says that it could end here and does not. Where it is only the end that is missing, behind all that was read or of
    /// it all but the last brace, <see cref="Closing"/> knows it.
    /// </summary>
    public ExpressionNode? UnexpectedAtEnd(string expected)
    {
        if (Error is null)
        {
            Closing = Token.Kind == TemplateTokenKind.End ? new TemplateEdit(new TemplateSpan(_end, 0), " " + Close)
                : Token is { Kind: TemplateTokenKind.Unknown, Value: "}" } ? new TemplateEdit(Token.Span, Close)
                : null;
        }

        return Unexpected(expected);
    }

    /// <summary>Says that Jinja2 has this and we have not.</summary>
    public ExpressionNode? Unsupported(TemplateSpan span, string what, string advice)
        => Fail(new TemplateError(TemplateErrorKind.Unsupported, span, what, advice));

    private ExpressionNode? Fail(TemplateError error)
    {
        Error ??= error;
        return null;
    }
}

using System.Collections.Immutable;

namespace Querent.Generators.Templates;

/// <summary>Reads the expression of one placeholder, up to and with its <c>}}</c>.</summary>
internal sealed class ExpressionParser
{
    private const string NameExpected = "a member's name";
    private const string EndExpected = "'.', '|' or '}}'";

    private readonly TemplateLexer _lexer;
    private readonly int _open;
    private TemplateToken _token;

    /// <param name="text">The whole template.</param>
    /// <param name="open">Where the placeholder's <c>{{</c> stands.</param>
    public ExpressionParser(string text, int open)
    {
        _lexer = new TemplateLexer(text, open + 2);
        _open = open;
        _token = _lexer.Next();
    }

    /// <summary>Behind the last token that was read.</summary>
    public int Position => _token.Span.End;

    /// <summary>Why there is no expression.</summary>
    public TemplateError? Error { get; private set; }

    /// <summary>The expression; null with an <see cref="Error"/> when it cannot be read.</summary>
    public ExpressionNode? Parse()
    {
        if (_token.Kind == TemplateTokenKind.Close)
        {
            Error = new TemplateError(TemplateErrorKind.Empty, TemplateSpan.FromBounds(_open, Position));
            return null;
        }

        ExpressionNode? expression = ParseFilters(ParsePath());
        return expression is not null && _token.Kind != TemplateTokenKind.Close ? Unexpected(EndExpected) : expression;
    }

    private ExpressionNode? ParsePath()
    {
        TemplateToken first = _token;
        if (first.Kind == TemplateTokenKind.String)
        {
            Advance();
            return new StringNode(first.Span, first.Value);
        }

        if (first.Kind != TemplateTokenKind.Identifier)
        {
            return Unexpected(NameExpected);
        }

        Advance();
        ExpressionNode path = new NameNode(first.Span, first.Value);
        while (_token.Kind == TemplateTokenKind.Dot)
        {
            Advance();
            if (_token.Kind != TemplateTokenKind.Identifier)
            {
                return Unexpected(NameExpected);
            }

            path = new MemberNode(TemplateSpan.FromBounds(first.Span.Start, _token.Span.End), path, _token.Value, _token.Span);
            Advance();
        }

        return path;
    }

    private ExpressionNode? ParseFilters(ExpressionNode? target)
    {
        while (target is not null && _token.Kind == TemplateTokenKind.Pipe)
        {
            Advance();
            TemplateToken name = _token;
            if (name.Kind != TemplateTokenKind.Identifier)
            {
                return Unexpected("a filter's name");
            }

            Advance();
            int end = name.Span.End;
            var arguments = ImmutableArray.CreateBuilder<ExpressionNode>();
            if (_token.Kind == TemplateTokenKind.OpenParenthesis && !ParseArguments(arguments, out end))
            {
                return null;
            }

            target = new FilterNode(
                TemplateSpan.FromBounds(target.Span.Start, end), target, name.Value, name.Span, new(arguments.ToImmutable()));
        }

        return target;
    }

    private bool ParseArguments(ImmutableArray<ExpressionNode>.Builder arguments, out int end)
    {
        end = 0;
        Advance();
        while (_token.Kind != TemplateTokenKind.CloseParenthesis)
        {
            if (arguments.Count > 0)
            {
                if (_token.Kind != TemplateTokenKind.Comma)
                {
                    Unexpected("',' or ')'");
                    return false;
                }

                Advance();
            }

            ExpressionNode? argument = ParseArgument();
            if (argument is null)
            {
                return false;
            }

            arguments.Add(argument);
        }

        end = _token.Span.End;
        Advance();
        return true;
    }

    private ExpressionNode? ParseArgument()
    {
        if (_token.Kind == TemplateTokenKind.Number)
        {
            var number = new NumberNode(_token.Span, _token.Value);
            Advance();
            return number;
        }

        return _token.Kind is TemplateTokenKind.String or TemplateTokenKind.Identifier
            ? ParsePath()
            : Unexpected("an argument in quotes");
    }

    private ExpressionNode? Unexpected(string expected)
    {
        Error = _token.Kind switch
        {
            TemplateTokenKind.End => new TemplateError(TemplateErrorKind.Unclosed, new TemplateSpan(_open, 2)),
            TemplateTokenKind.UnclosedString => new TemplateError(TemplateErrorKind.UnclosedString, _token.Span, _token.Value),
            _ => new TemplateError(TemplateErrorKind.Unexpected, _token.Span, _token.Value, expected),
        };
        return null;
    }

    private void Advance() => _token = _lexer.Next();
}

using System.Collections.Immutable;

namespace Querent.Generators.Templates;

/// <summary>Reads one tag, <c>{% … %}</c>, and does what it says to the blocks.</summary>
internal sealed class TagParser
{
    private static readonly ImmutableHashSet<string> OnlyInJinja =
    [
        "set", "endset", "macro", "endmacro", "call", "endcall", "filter", "endfilter", "block", "endblock", "extends", "import",
        "from", "with", "endwith", "autoescape", "endautoescape", "do", "break", "continue", "trans", "endtrans",
    ];

    private readonly TagReader _reader;
    private readonly ExpressionParser _expressions;
    private readonly BlockStack _blocks;
    private TemplateError? _error;

    public TagParser(TagReader reader, BlockStack blocks)
    {
        _reader = reader;
        _expressions = new ExpressionParser(reader);
        _blocks = blocks;
    }

    /// <summary>Why the tag is wrong; null when it is not.</summary>
    public TemplateError? Error => _error ?? _reader.Error;

    /// <summary>Reads the tag. The blocks take it even where it is wrong, so that its end is not wrong as well.</summary>
    /// <param name="span">The whole tag.</param>
    public void Parse(TemplateSpan span)
    {
        if (_reader.Token.Kind != TemplateTokenKind.Identifier)
        {
            _reader.Unexpected("a tag's name");
            return;
        }

        TemplateToken name = _reader.Take();
        switch (name.Value)
        {
            case "if":
                _blocks.Open(new OpenIf(span, ReadCondition()));
                break;

            case "elif":
                _blocks.Elif(span, ReadCondition());
                break;

            case "else":
                DemandEnd();
                _blocks.Else(span);
                break;

            case "for":
                OpenFor(span);
                break;

            case "endif" or "endfor":
                DemandEnd();
                _blocks.End(span, name.Value.Substring(3));
                break;

            case "include":
                ReadInclude(span);
                break;

            case "endraw":
                DemandEnd();
                _blocks.End(span, "raw");
                break;

            default:
                _error = OnlyInJinja.Contains(name.Value)
                    ? new TemplateError(TemplateErrorKind.Unsupported, name.Span, $"The tag '{name.Value}'", "compute the value in C# and name it here")
                    : new TemplateError(TemplateErrorKind.UnknownTag, name.Span, name.Value);
                break;
        }
    }

    private ExpressionNode ReadCondition()
    {
        ExpressionNode? condition = _expressions.Parse();
        if (condition is not null)
        {
            DemandEnd();
        }

        return condition ?? new MissingNode(_reader.Token.Span);
    }

    private void OpenFor(TemplateSpan span)
    {
        var targets = ImmutableArray.CreateBuilder<NameNode>();
        ExpressionNode? source = null;
        if (ReadTargets(targets))
        {
            source = _expressions.ParseOr();
            if (source is not null && _reader.Token.IsWord("if"))
            {
                _reader.Unsupported(_reader.Token.Span, "'if' in a 'for' tag", "put an 'if' tag into the loop");
            }
            else if (source is not null && _reader.Token.IsWord("recursive"))
            {
                _reader.Unsupported(_reader.Token.Span, "'recursive'", "nest loops, or write the value as JSON with '| json'");
            }
            else if (source is not null)
            {
                DemandEnd();
            }
        }

        _blocks.Open(new OpenFor(span, new(targets.ToImmutable()), source ?? new MissingNode(_reader.Token.Span)));
    }

    private bool ReadTargets(ImmutableArray<NameNode>.Builder targets)
    {
        do
        {
            TemplateToken name = _reader.Token;
            if (name.Kind != TemplateTokenKind.Identifier || name.Value is "in" or "loop" or "if" or "not" or "true" or "false" or "none")
            {
                _reader.Unexpected("a name for each item");
                return false;
            }

            _reader.Take();
            targets.Add(new NameNode(name.Span, name.Value));
        }
        while (_reader.TryTake(TemplateTokenKind.Comma));

        if (_reader.TryTakeWord("in"))
        {
            return true;
        }

        _reader.Unexpected("'in'");
        return false;
    }

    private void ReadInclude(TemplateSpan span)
    {
        TemplateToken path = _reader.Token;
        if (path.Kind != TemplateTokenKind.String)
        {
            _reader.Unexpected("a file's path in quotes");
            return;
        }

        _reader.Take();
        if (_reader.Token.Kind == TemplateTokenKind.Identifier && _reader.Token.Value is "ignore" or "with" or "without")
        {
            _reader.Unsupported(_reader.Token.Span, $"'{_reader.Token.Value}' in an 'include' tag", "an included file has to exist and sees all that is seen here");
            return;
        }

        DemandEnd();
        if (_reader.IsAtEnd)
        {
            _blocks.Add(new IncludeNode(span, path.Span, path.Value));
        }
    }

    private void DemandEnd()
    {
        if (!_reader.IsAtEnd)
        {
            _reader.UnexpectedAtEnd("'%}'");
        }
    }
}

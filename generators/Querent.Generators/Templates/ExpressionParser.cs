namespace Querent.Generators.Templates;

/// <summary>
/// Reads an expression by the precedence of Jinja2: <c>if</c>…<c>else</c>, <c>or</c>, <c>and</c>, <c>not</c>, comparisons,
/// <c>~</c>, and what <see cref="OperandParser"/> reads.
/// </summary>
internal sealed class ExpressionParser
{
    private readonly TagReader _reader;
    private readonly OperandParser _operands;

    public ExpressionParser(TagReader reader)
    {
        _reader = reader;
        _operands = new OperandParser(reader, this);
    }

    /// <summary>An expression; null, with an error, when there is none.</summary>
    public ExpressionNode? Parse()
    {
        ExpressionNode? result = ParseOr();
        while (result is not null && _reader.Token.IsWord("if"))
        {
            _reader.Take();
            ExpressionNode? condition = _reader.Count() ? ParseOr() : null;
            if (condition is null)
            {
                return null;
            }

            if (!_reader.TryTakeWord("else"))
            {
                return _reader.Unexpected("'else' and what to write then");
            }

            ExpressionNode? otherwise = Parse();
            result = otherwise is null ? null : new ConditionalNode(Join(result, otherwise), condition, result, otherwise);
        }

        return result;
    }

    /// <summary>An expression behind which <c>if</c> is not its own.</summary>
    public ExpressionNode? ParseOr() => ParseLogical("or", ParseAnd);

    private static TemplateSpan Join(ExpressionNode first, ExpressionNode last)
        => TemplateSpan.FromBounds(Math.Min(first.Span.Start, last.Span.Start), Math.Max(first.Span.End, last.Span.End));

    private ExpressionNode? ParseAnd() => ParseLogical("and", ParseNot);

    private ExpressionNode? ParseLogical(string word, Func<ExpressionNode?> next)
    {
        ExpressionNode? left = next();
        while (left is not null && _reader.Token.IsWord(word))
        {
            _reader.Take();
            ExpressionNode? right = _reader.Count() ? next() : null;
            left = right is null ? null : new LogicalNode(Join(left, right), word == "and", left, right);
        }

        return left;
    }

    private ExpressionNode? ParseNot()
    {
        if (!_reader.Token.IsWord("not"))
        {
            return ParseComparison();
        }

        TemplateToken not = _reader.Take();
        ExpressionNode? operand = _reader.Count() ? ParseNot() : null;
        return operand is null ? null : new NotNode(TemplateSpan.FromBounds(not.Span.Start, operand.Span.End), operand);
    }

    // "a < b < c" is "a < b and b < c".
    private ExpressionNode? ParseComparison()
    {
        ExpressionNode? left = ParseConcat();
        ExpressionNode? chain = null;
        while (left is not null && TakeOperator() is { } comparison)
        {
            ExpressionNode? right = _reader.Count() ? ParseConcat() : null;
            if (right is null)
            {
                return null;
            }

            var link = new CompareNode(Join(left, right), left, comparison, right);
            chain = chain is null ? link : new LogicalNode(Join(chain, link), IsAnd: true, chain, link);
            left = right;
        }

        return left is null ? null : chain ?? left;
    }

    private string? TakeOperator()
    {
        TemplateToken token = _reader.Token;
        if (token.Kind == TemplateTokenKind.Operator && token.Value is "==" or "!=" or "<" or "<=" or ">" or ">=")
        {
            return _reader.Take().Value;
        }

        if (_reader.TryTakeWord("in"))
        {
            return "in";
        }

        if (!_reader.TryTakeWord("not"))
        {
            return null;
        }

        if (!_reader.TryTakeWord("in"))
        {
            _reader.Unexpected("'in'");
            return null;
        }

        return "not in";
    }

    private ExpressionNode? ParseConcat()
    {
        ExpressionNode? left = _operands.Parse();
        while (left is not null && _reader.Token.IsOperator("~"))
        {
            _reader.Take();
            ExpressionNode? right = _reader.Count() ? _operands.Parse() : null;
            left = right is null ? null : new ConcatNode(Join(left, right), left, right);
        }

        TemplateToken token = _reader.Token;
        return left is not null && token.Kind == TemplateTokenKind.Operator && token.Value is "+" or "-" or "*" or "/" or "//" or "**" or "%"
            ? _reader.Unsupported(token.Span, "Arithmetic", "compute the value in C# and name it here; '~' joins texts")
            : left;
    }
}

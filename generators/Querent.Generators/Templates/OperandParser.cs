using System.Collections.Immutable;
using Querent.Generators.Model;

namespace Querent.Generators.Templates;

/// <summary>Reads what binds most closely: a name or a literal, its members and items, its filters and tests.</summary>
internal sealed class OperandParser(TagReader reader, ExpressionParser expressions)
{
    private static readonly ImmutableArray<string> Reserved = ["and", "or", "not", "in", "is", "if", "elif", "else", "for", "endif", "endfor", "include", "raw", "endraw"];

    /// <summary>An operand; null, with an error, when there is none.</summary>
    public ExpressionNode? Parse()
    {
        ExpressionNode? operand = ParsePostfix(ParsePrimary());
        while (operand is not null && (reader.Token.Kind == TemplateTokenKind.Pipe || reader.Token.IsWord("is")))
        {
            operand = !reader.Count() ? null
                : reader.Token.Kind == TemplateTokenKind.Pipe ? ParseFilter(operand)
                : ParseTest(operand);
        }

        return operand;
    }

    private ExpressionNode? ParsePrimary()
    {
        if (!reader.Count())
        {
            return null;
        }

        TemplateToken first = reader.Token;
        switch (first.Kind)
        {
            case TemplateTokenKind.String:
                reader.Take();
                return new StringNode(first.Span, first.Value);

            case TemplateTokenKind.Number:
                reader.Take();
                return new NumberNode(first.Span, first.Value);

            case TemplateTokenKind.Operator when first.Value == "-":
                return ParseNegative();

            case TemplateTokenKind.OpenParenthesis:
                reader.Take();
                ExpressionNode? inner = expressions.Parse();
                return inner is null ? null
                    : reader.TryTake(TemplateTokenKind.CloseParenthesis) ? inner
                    : reader.Unexpected("')'");

            case TemplateTokenKind.OpenBracket:
                return ParseList();

            case TemplateTokenKind.Identifier when Reserved.Contains(first.Value):
                return reader.Unexpected($"a value ('{first.Value}' is a word of the language)");

            case TemplateTokenKind.Identifier:
                reader.Take();
                return first.Value switch
                {
                    "true" or "True" => new BooleanNode(first.Span, Value: true),
                    "false" or "False" => new BooleanNode(first.Span, Value: false),
                    "none" or "None" => new NoneNode(first.Span),
                    _ => new NameNode(first.Span, first.Value),
                };

            default:
                return reader.Unexpected("a value");
        }
    }

    private ExpressionNode? ParseNegative()
    {
        TemplateToken minus = reader.Take();
        if (reader.Token.Kind != TemplateTokenKind.Number)
        {
            return reader.Unsupported(minus.Span, "Arithmetic", "compute the value in C# and name it here");
        }

        TemplateToken number = reader.Take();
        return new NumberNode(TemplateSpan.FromBounds(minus.Span.Start, number.Span.End), "-" + number.Value);
    }

    private ListNode? ParseList()
    {
        int start = reader.Take().Span.Start;
        var items = ImmutableArray.CreateBuilder<ExpressionNode>();
        while (reader.Token.Kind != TemplateTokenKind.CloseBracket)
        {
            if (items.Count > 0 && !reader.TryTake(TemplateTokenKind.Comma))
            {
                reader.Unexpected("',' or ']'");
                return null;
            }

            if (expressions.Parse() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new ListNode(TemplateSpan.FromBounds(start, reader.Take().Span.End), new(items.ToImmutable()));
    }

    private ExpressionNode? ParsePostfix(ExpressionNode? target)
    {
        while (target is not null)
        {
            TemplateTokenKind kind = reader.Token.Kind;
            if (kind is not (TemplateTokenKind.Dot or TemplateTokenKind.OpenBracket or TemplateTokenKind.OpenParenthesis))
            {
                return target;
            }

            target = !reader.Count() ? null
                : kind == TemplateTokenKind.Dot ? ParseMember(target)
                : kind == TemplateTokenKind.OpenBracket ? ParseIndex(target)
                : ParseArguments() is var (arguments, end) ? new CallNode(TemplateSpan.FromBounds(target.Span.Start, end), target, arguments)
                : null;
        }

        return null;
    }

    private ExpressionNode? ParseMember(ExpressionNode target)
    {
        reader.Take();
        if (reader.Token.Kind != TemplateTokenKind.Identifier)
        {
            return reader.Unexpected("a member's name");
        }

        TemplateToken name = reader.Take();
        return new MemberNode(TemplateSpan.FromBounds(target.Span.Start, name.Span.End), target, name.Value, name.Span);
    }

    private ExpressionNode? ParseIndex(ExpressionNode target)
    {
        reader.Take();
        ExpressionNode? index = expressions.Parse();
        ExpressionNode? second = null;
        if (index is not null && reader.TryTake(TemplateTokenKind.Comma))
        {
            second = expressions.Parse();
            index = second is null ? null : index;
        }

        if (index is null || reader.Token.Kind != TemplateTokenKind.CloseBracket)
        {
            return index is null ? null : reader.Unexpected("']'");
        }

        return new IndexNode(TemplateSpan.FromBounds(target.Span.Start, reader.Take().Span.End), target, index) { Second = second };
    }

    private ExpressionNode? ParseFilter(ExpressionNode target)
    {
        reader.Take();
        if (reader.Token.Kind != TemplateTokenKind.Identifier)
        {
            return reader.Unexpected("a filter's name");
        }

        TemplateToken name = reader.Take();
        (EquatableArray<ArgumentNode> arguments, int end) = (default(EquatableArray<ArgumentNode>), name.Span.End);
        if (reader.Token.Kind == TemplateTokenKind.OpenParenthesis)
        {
            if (ParseArguments() is not var (given, close))
            {
                return null;
            }

            (arguments, end) = (given, close);
        }

        return new FilterNode(TemplateSpan.FromBounds(target.Span.Start, end), target, name.Value, name.Span, arguments);
    }

    private ExpressionNode? ParseTest(ExpressionNode target)
    {
        reader.Take();
        bool isNegated = reader.TryTakeWord("not");
        if (reader.Token.Kind != TemplateTokenKind.Identifier)
        {
            return reader.Unexpected("a test, as in 'is none'");
        }

        TemplateToken name = reader.Take();
        return new TestNode(TemplateSpan.FromBounds(target.Span.Start, name.Span.End), target, name.Value, name.Span, isNegated);
    }

    private (EquatableArray<ArgumentNode> Arguments, int End)? ParseArguments()
    {
        reader.Take();
        var arguments = ImmutableArray.CreateBuilder<ArgumentNode>();
        while (reader.Token.Kind != TemplateTokenKind.CloseParenthesis)
        {
            if (arguments.Count > 0 && !reader.TryTake(TemplateTokenKind.Comma))
            {
                reader.Unexpected("',' or ')'");
                return null;
            }

            if (ParseArgument() is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }

        return (new(arguments.ToImmutable()), reader.Take().Span.End);
    }

    private ArgumentNode? ParseArgument()
    {
        ExpressionNode? value = expressions.Parse();
        if (value is NameNode name && reader.Token.IsOperator("="))
        {
            reader.Take();
            return expressions.Parse() is { } named
                ? new ArgumentNode(TemplateSpan.FromBounds(name.Span.Start, named.Span.End), name.Name, named)
                : null;
        }

        return value is null ? null : new ArgumentNode(value.Span, Name: null, value);
    }
}

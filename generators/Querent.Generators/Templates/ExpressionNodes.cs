using Querent.Generators.Model;

namespace Querent.Generators.Templates;

/// <summary>An expression.</summary>
internal abstract record ExpressionNode(TemplateSpan Span);

/// <summary>What stands where an expression could not be read; the error has been said.</summary>
internal sealed record MissingNode(TemplateSpan Span) : ExpressionNode(Span);

/// <summary>A name that stands alone: <c>Customer</c>.</summary>
internal sealed record NameNode(TemplateSpan Span, string Name) : ExpressionNode(Span);

/// <summary>A member of something: <c>Customer.Name</c>.</summary>
internal sealed record MemberNode(TemplateSpan Span, ExpressionNode Target, string Name, TemplateSpan NameSpan)
    : ExpressionNode(Span);

/// <summary>An item of a list, the entry of a key, or a cell of a matrix: <c>Tags[0]</c>, <c>Marks[Small, Clarity]</c>.</summary>
internal sealed record IndexNode(TemplateSpan Span, ExpressionNode Target, ExpressionNode Index) : ExpressionNode(Span)
{
    /// <summary>The second index, which only a matrix has.</summary>
    public ExpressionNode? Second { get; init; }
}

/// <summary>A call: <c>Scores.items()</c>.</summary>
internal sealed record CallNode(TemplateSpan Span, ExpressionNode Target, EquatableArray<ArgumentNode> Arguments) : ExpressionNode(Span);

/// <summary>A filter applied to something: <c>Text | default("none")</c>.</summary>
internal sealed record FilterNode(
    TemplateSpan Span,
    ExpressionNode Target,
    string Name,
    TemplateSpan NameSpan,
    EquatableArray<ArgumentNode> Arguments)
    : ExpressionNode(Span);

/// <summary>An argument, with its name where it has one: <c>width=2</c>.</summary>
internal sealed record ArgumentNode(TemplateSpan Span, string? Name, ExpressionNode Value);

/// <summary>A test: <c>Note is none</c>, <c>Note is not none</c>.</summary>
internal sealed record TestNode(TemplateSpan Span, ExpressionNode Target, string Name, TemplateSpan NameSpan, bool IsNegated)
    : ExpressionNode(Span);

/// <summary>A comparison, <c>in</c> and <c>not in</c> among them.</summary>
internal sealed record CompareNode(TemplateSpan Span, ExpressionNode Left, string Operator, ExpressionNode Right) : ExpressionNode(Span);

/// <summary><c>a and b</c> or <c>a or b</c>.</summary>
internal sealed record LogicalNode(TemplateSpan Span, bool IsAnd, ExpressionNode Left, ExpressionNode Right) : ExpressionNode(Span);

/// <summary><c>not a</c>.</summary>
internal sealed record NotNode(TemplateSpan Span, ExpressionNode Operand) : ExpressionNode(Span);

/// <summary><c>a if c else b</c>.</summary>
internal sealed record ConditionalNode(TemplateSpan Span, ExpressionNode Condition, ExpressionNode WhenTrue, ExpressionNode WhenFalse)
    : ExpressionNode(Span);

/// <summary><c>a ~ b</c>: two texts as one.</summary>
internal sealed record ConcatNode(TemplateSpan Span, ExpressionNode Left, ExpressionNode Right) : ExpressionNode(Span);

/// <summary><c>["a", "b"]</c>.</summary>
internal sealed record ListNode(TemplateSpan Span, EquatableArray<ExpressionNode> Items) : ExpressionNode(Span);

/// <summary>A text in quotes, its escapes resolved.</summary>
internal sealed record StringNode(TemplateSpan Span, string Value) : ExpressionNode(Span);

/// <summary>A number as it was written.</summary>
internal sealed record NumberNode(TemplateSpan Span, string Text) : ExpressionNode(Span);

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record BooleanNode(TemplateSpan Span, bool Value) : ExpressionNode(Span);

/// <summary><c>none</c>.</summary>
internal sealed record NoneNode(TemplateSpan Span) : ExpressionNode(Span);

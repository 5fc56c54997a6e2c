using Querent.Generators.Model;

namespace Querent.Generators.Templates;

/// <summary>A parsed template: what it consists of, and what could not be read.</summary>
internal sealed record Template(EquatableArray<TemplateNode> Nodes, EquatableArray<TemplateError> Errors);

/// <summary>A piece of a template.</summary>
internal abstract record TemplateNode(TemplateSpan Span);

/// <summary>Text that stands for itself.</summary>
internal sealed record TextNode(TemplateSpan Span, string Text) : TemplateNode(Span);

/// <summary>A placeholder, <c>{{ … }}</c>: replaced by the text of its expression.</summary>
internal sealed record OutputNode(TemplateSpan Span, ExpressionNode Expression) : TemplateNode(Span);

/// <summary>An expression.</summary>
internal abstract record ExpressionNode(TemplateSpan Span);

/// <summary>A name that stands alone: <c>Customer</c>.</summary>
internal sealed record NameNode(TemplateSpan Span, string Name) : ExpressionNode(Span);

/// <summary>A member of something: <c>Customer.Name</c>.</summary>
internal sealed record MemberNode(TemplateSpan Span, ExpressionNode Target, string Name, TemplateSpan NameSpan)
    : ExpressionNode(Span);

/// <summary>A filter applied to something: <c>Text | default("none")</c>.</summary>
internal sealed record FilterNode(
    TemplateSpan Span,
    ExpressionNode Target,
    string Name,
    TemplateSpan NameSpan,
    EquatableArray<ExpressionNode> Arguments)
    : ExpressionNode(Span);

/// <summary>A text in quotes, its escapes resolved.</summary>
internal sealed record StringNode(TemplateSpan Span, string Value) : ExpressionNode(Span);

/// <summary>A number as it was written.</summary>
internal sealed record NumberNode(TemplateSpan Span, string Text) : ExpressionNode(Span);

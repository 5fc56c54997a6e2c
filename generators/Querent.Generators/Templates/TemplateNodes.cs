using Querent.Generators.Model;

namespace Querent.Generators.Templates;

/// <summary>A parsed template: what it consists of, and what could not be read.</summary>
internal sealed record Template(EquatableArray<TemplateNode> Nodes, EquatableArray<TemplateError> Errors);

/// <summary>A piece of a template.</summary>
internal abstract record TemplateNode(TemplateSpan Span);

/// <summary>Text that stands for itself, its lines ending in line feeds and trimmed where a tag beside it says so.</summary>
internal sealed record TextNode(TemplateSpan Span, string Text) : TemplateNode(Span);

/// <summary>A placeholder, <c>{{ … }}</c>: replaced by the text of its expression.</summary>
internal sealed record OutputNode(TemplateSpan Span, ExpressionNode Expression) : TemplateNode(Span);

/// <summary><c>{% if %}</c> to <c>{% endif %}</c>. The span is that of the opening tag.</summary>
internal sealed record IfNode(TemplateSpan Span, EquatableArray<BranchNode> Branches, EquatableArray<TemplateNode> Else)
    : TemplateNode(Span);

/// <summary>What an <c>if</c> or <c>elif</c> writes, and when.</summary>
internal sealed record BranchNode(ExpressionNode Condition, EquatableArray<TemplateNode> Body);

/// <summary><c>{% for %}</c> to <c>{% endfor %}</c>. The span is that of the opening tag.</summary>
/// <param name="Span">The opening tag.</param>
/// <param name="Targets">The names that each item goes by.</param>
/// <param name="Source">What is looped over.</param>
/// <param name="Body">What is written for each item.</param>
/// <param name="Else">What is written where there is none.</param>
internal sealed record ForNode(
    TemplateSpan Span,
    EquatableArray<NameNode> Targets,
    ExpressionNode Source,
    EquatableArray<TemplateNode> Body,
    EquatableArray<TemplateNode> Else)
    : TemplateNode(Span);

/// <summary><c>{% include "file" %}</c>.</summary>
internal sealed record IncludeNode(TemplateSpan Span, TemplateSpan PathSpan, string Path) : TemplateNode(Span);

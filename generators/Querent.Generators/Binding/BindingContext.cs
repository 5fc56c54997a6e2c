using Microsoft.CodeAnalysis;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding;

/// <summary>What the binders of one template share.</summary>
/// <param name="Row">The row that the template belongs to.</param>
/// <param name="Query">The query that it belongs to.</param>
/// <param name="Problems">Takes what is wrong.</param>
internal sealed record BindingContext(RowShape Row, string Query, List<Problem> Problems)
{
    public TypeShape this[TypeRef type] => Row.Types[type];

    public void Report(DiagnosticDescriptor rule, TemplateSpan span, params string[] arguments)
        => Problems.Add(new Problem(rule, Site.Template(Query, span.Start, span.Length), arguments));
}

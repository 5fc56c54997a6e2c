using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding;

/// <summary>Gives the names of a template their meaning, or says why they have none.</summary>
internal sealed class TemplateBinder
{
    private readonly string _query;
    private readonly BindingContext _context;
    private readonly ImmutableArray<PromptPart>.Builder _parts = ImmutableArray.CreateBuilder<PromptPart>();

    private TemplateBinder(RowShape row, RowMember query, List<Problem> problems)
    {
        _query = query.Name;
        _context = new BindingContext(row, query.Name, problems);
    }

    /// <summary>The parts of a query's prompt; incomplete where there are problems.</summary>
    public static EquatableArray<PromptPart> Bind(RowShape row, RowMember query, List<Problem> problems)
    {
        var binder = new TemplateBinder(row, query, problems);
        string text = query.Query!.Template;
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(new Problem(TemplateRules.EmptyTemplate, Site.Template(query.Name, 0, text.Length), query.Name));
        }

        Template template = TemplateParser.Parse(text);
        foreach (TemplateError error in template.Errors)
        {
            binder.Report(error);
        }

        foreach (TemplateNode node in template.Nodes)
        {
            if (binder.Bind(node) is { } part)
            {
                binder._parts.Add(part);
            }
        }

        return new(binder._parts.ToImmutable());
    }

    private PromptPart? Bind(TemplateNode node) => node switch
    {
        TextNode text => new FixedPart(text.Text),
        OutputNode { Expression: StringNode text } => new FixedPart(text.Value),
        OutputNode output => new FilterBinder(_context).BindOutput(output.Expression),
        _ => null,
    };

    private void Report(TemplateError error)
    {
        Site site = Site.Template(_query, error.Span.Start, error.Span.Length);
        _context.Problems.Add(error.Kind switch
        {
            TemplateErrorKind.Unclosed => new Problem(TemplateRules.Unclosed, site),
            TemplateErrorKind.Empty => new Problem(TemplateRules.EmptyPlaceholder, site),
            TemplateErrorKind.Unexpected => new Problem(TemplateRules.Unexpected, site, error.Found, error.Expected),
            TemplateErrorKind.UnclosedString => new Problem(TemplateRules.UnclosedString, site, error.Found),
            _ => new Problem(TemplateRules.Unsupported, site, error.Found),
        });
    }
}

using Microsoft.CodeAnalysis;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>A text that is bound.</summary>
/// <param name="Text">The text.</param>
/// <param name="File">The prompt file that it stands in; null for the template of the attribute.</param>
internal sealed record TemplateSource(string Text, string? File);

/// <summary>What the binders of one template share.</summary>
/// <param name="row">The row that the template belongs to.</param>
/// <param name="query">The query that it belongs to.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class BindingContext(RowShape row, string query, List<Problem> problems)
{
    private readonly HashSet<Problem> _reported = [];

    public RowShape Row => row;

    public string Query => query;

    public TypeTable Types => row.Types;

    public LocalNames Names { get; } = new();

    /// <summary>The inputs that the template names.</summary>
    public HashSet<string> Uses { get; } = new(StringComparer.Ordinal);

    /// <summary>What is known at the place that is being bound.</summary>
    public Scope Scope { get; set; } = Scope.Outermost;

    /// <summary>The text that is being bound.</summary>
    public TemplateSource Source { get; set; } = new("", File: null);

    public TypeShape this[BoundType type] => row.Types[type.Reference];

    public BoundType TypeOf(TypeRef type) => BoundType.Of(type, row.Types);

    public string NameOf(BoundType type) => type.Name(row.Types);

    /// <summary>A variable for a value that was asked for null.</summary>
    public BoundLocal NameFor(BoundExpression value)
        => new(value.Type.NotNull, Names.Take(value is BoundMember member ? member.Name : "value"));

    /// <summary>Reports a problem.</summary>
    /// <returns>Null, for the caller to return.</returns>
    public BoundExpression? Report(DiagnosticDescriptor rule, TemplateSpan span, params string[] arguments)
        => Report(rule, SiteOf(span), arguments);

    /// <inheritdoc cref="Report(DiagnosticDescriptor, TemplateSpan, string[])"/>
    public BoundExpression? Report(DiagnosticDescriptor rule, Site site, params string[] arguments)
        => Add(new Problem(rule, site, arguments));

    /// <summary>Reports a problem that a text mends.</summary>
    /// <inheritdoc cref="Report(DiagnosticDescriptor, TemplateSpan, string[])" path="/returns"/>
    public BoundExpression? Report(DiagnosticDescriptor rule, TemplateSpan span, TemplateEdit? edit, params string[] arguments)
        => Add(new Problem(rule, SiteOf(span), arguments) { Mend = edit is null ? null : new Mend(SiteOf(edit.Span), edit.Text) });

    /// <summary>Reports a name that does not exist.</summary>
    /// <param name="rule">The rule, whose message ends with what the guess advises.</param>
    /// <param name="span">What is wrong.</param>
    /// <param name="name">The characters of the name itself, in it.</param>
    /// <param name="guess">What was meant.</param>
    /// <param name="arguments">The message's other arguments.</param>
    /// <inheritdoc cref="Report(DiagnosticDescriptor, TemplateSpan, string[])" path="/returns"/>
    public BoundExpression? Report(DiagnosticDescriptor rule, TemplateSpan span, TemplateSpan name, NameGuess guess, params string[] arguments)
        => Add(new Problem(rule, SiteOf(span), [.. arguments, guess.Advice])
        {
            Mend = guess.Names.Count == 0 ? null : new Mend(SiteOf(name), guess.Names, guess.IsCertain),
        });

    /// <summary>What stands in the template, on one line.</summary>
    public string TextOf(TemplateSpan span)
        => string.Join(" ", Source.Text.Substring(span.Start, span.Length).Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Binds something in a scope of its own.</summary>
    public T In<T>(Scope scope, Func<T> bind)
    {
        Scope outer = Scope;
        Scope = scope;
        T result = bind();
        Scope = outer;
        return result;
    }

    private BoundExpression? Add(Problem problem)
    {
        if (_reported.Add(problem))
        {
            problems.Add(problem);   // a file that is included twice is wrong once
        }

        return null;
    }

    private Site SiteOf(TemplateSpan span) => Site.Template(query, span.Start, span.Length, Source.File);
}

using Microsoft.CodeAnalysis;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>A text that is bound.</summary>
/// <param name="Text">The text.</param>
/// <param name="File">The prompt file that it stands in; null for an attribute.</param>
internal sealed record TemplateSource(string Text, string? File)
{
    /// <summary>The attribute's named argument that it is; empty for the template of the query.</summary>
    public string Argument { get; init; } = "";

    /// <summary>The criterion whose attribute it is in; empty for the query's.</summary>
    public string Criterion { get; init; } = "";
}

/// <summary>What the binders of one template share.</summary>
/// <param name="row">The row that the template belongs to.</param>
/// <param name="unit">The query or cell that it belongs to.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class BindingContext(RowShape row, QueryUnit unit, List<Problem> problems)
{
    private readonly HashSet<(string Rule, Site Site)> _reported = [];

    public RowShape Row => row;

    /// <summary>The query or cell that the template belongs to.</summary>
    public QueryUnit Unit => unit;

    public TypeTable Types => row.Types;

    public LocalNames Names { get; } = new();

    /// <summary>The inputs that the template names.</summary>
    public HashSet<string> Uses { get; } = new(StringComparer.Ordinal);

    /// <summary>What is taken of the answers to other queries.</summary>
    public AnswerUse Answers { get; set; } = new(new LocalNames());

    /// <summary>The matrices that the template names.</summary>
    public HashSet<string> Matrices { get; } = new(StringComparer.Ordinal);

    /// <summary>The tables that the template looks things up in.</summary>
    public HashSet<string> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>How often the template has named its case study or criterion.</summary>
    public int UsesOfCell { get; set; }

    /// <summary>Whether a condition that is known when the project is built may be one of several answers to it: of a cell, or of a round.</summary>
    public bool KnowsBuildValues => Scope.Builds.Count > 0;

    /// <summary>How many rounds of loops have been written out.</summary>
    public int Rounds { get; set; }

    /// <summary>What is known at the place that is being bound.</summary>
    public Scope Scope { get; set; } = Scope.Outermost;

    /// <summary>The text that is being bound.</summary>
    public TemplateSource Source { get; set; } = new("", File: null);

    public TypeShape this[BoundType type] => row.Types[type.Reference];

    public BoundType TypeOf(TypeRef type) => BoundType.Of(type, row.Types);

    public string NameOf(BoundType type) => type.Name(row.Types);

    /// <summary>A property that comes in with the row, under the name that templates know it by; null for none.</summary>
    public BoundExpression? Input(string name)
    {
        if (row.Input is { } input)
        {
            return row.Types[input.Type].Members.FirstOrDefault(candidate => candidate.Name == name) is { } member ? Input(name, member.Type, ImageOfRow(name) ?? member.Image) : null;
        }

        return row.Members.FirstOrDefault(candidate => candidate.Role == RowMemberRole.Input && candidate.Name == name) is { } own ? Input(name, own.Type, own.Image) : null;
    }

    /// <summary>A table of the row under the name that templates know it by; null for none.</summary>
    public BoundLocal? Table(string name)
    {
        if (row.Tables.FirstOrDefault(table => table.Name == name) is not { } table)
        {
            return null;
        }

        Tables.Add(name);
        return new BoundLocal(TypeOf(table.Type), table.Code) { Table = name };
    }

    /// <summary>Whether the build knows that a table lacks a key.</summary>
    /// <param name="name">The table.</param>
    /// <param name="index">The key.</param>
    /// <param name="missing">The key's text.</param>
    /// <param name="guess">The key that was meant.</param>
    public bool IsMissing(string name, BoundExpression index, out string missing, out NameGuess guess)
    {
        missing = index switch
        {
            BoundConstant { Type.Kind: ValueKind.String } text => text.Value,
            BoundEnumMember { Text: { } text } => text,
            _ => "",
        };
        string key = missing;
        EquatableArray<string>? keys = row.Tables.FirstOrDefault(table => table.Name == name)?.Keys;
        bool isMissing = index is BoundConstant or BoundEnumMember { Text: not null } && keys is { } known && !known.Contains(key);
        guess = isMissing ? NearestName.Of(missing, keys!.Value) : NameGuess.None("");
        return isMissing;
    }

    /// <summary>A member of a value; null where there is none of that name.</summary>
    public BoundMember? Member(BoundExpression target, string name)
    {
        foreach (MemberShape member in target.Type.IsKnown ? this[target.Type].Members : default)
        {
            if (member.Name == name)
            {
                BoundType type = TypeOf(member.Type);
                return new BoundMember(target.Type.IsNullable ? type.Nullable : type, target, member.Name, type.IsNullable) { Image = member.Image };
            }
        }

        return null;
    }

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

    /// <summary>Reports a problem, unless it was reported before.</summary>
    /// <inheritdoc cref="Report(DiagnosticDescriptor, TemplateSpan, string[])" path="/returns"/>
    public BoundExpression? Add(Problem problem)
    {
        if (_reported.Add((problem.Rule.Id, problem.Site)))
        {
            problems.Add(problem);   // a file that is included twice is wrong once, and so is a loop that is written out
        }

        return null;
    }

    /// <summary>Where something stands of the text that is being bound.</summary>
    public Site SiteOf(TemplateSpan span)
        => Site.Template(Source.Argument == SystemBinder.Argument ? "" : unit.Member.Name, span.Start, span.Length, Source.File, Source.Argument, Source.Criterion);

    private ImageShape? ImageOfRow(string name) => row.Members.FirstOrDefault(member => member.Name == name && member.Role == RowMemberRole.Input)?.Image;

    private BoundMember Input(string name, TypeRef type, ImageShape? image)
    {
        Uses.Add(name);
        return new BoundMember(TypeOf(type), Target: null, name, type.IsNullable) { Image = image };
    }
}

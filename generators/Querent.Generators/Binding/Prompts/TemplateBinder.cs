using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>What a query's prompt consists of, and what is to be known of how it came to be.</summary>
/// <param name="Parts">What it consists of.</param>
/// <param name="Files">The files that were read for it.</param>
/// <param name="Uses">The inputs that it names.</param>
/// <param name="Variation">Where it first differs from row to row.</param>
internal sealed record BoundPrompt(EquatableArray<PromptPart> Parts, EquatableArray<PromptFile> Files, IReadOnlyCollection<string> Uses, Variation? Variation);

/// <summary>A placeholder or tag by which prompts differ from row to row.</summary>
/// <param name="Site">Where it is.</param>
/// <param name="Text">What it says.</param>
internal sealed record Variation(Site Site, string Text);

/// <summary>Gives a template its meaning, or says why it has none.</summary>
internal sealed class TemplateBinder
{
    private readonly BindingContext _context;
    private readonly ExpressionBinder _expressions;
    private readonly LoopBinder _loops;
    private readonly IncludeBinder _includes;
    private Variation? _variation;
    private int _depth;

    private TemplateBinder(BindingContext context, PromptFiles files)
    {
        _context = context;
        _expressions = new ExpressionBinder(context);
        _loops = new LoopBinder(context, _expressions, Bind);
        _includes = new IncludeBinder(context, files, BindSource);
    }

    /// <summary>A query's prompt; incomplete where there are problems.</summary>
    public static BoundPrompt Bind(RowShape row, RowMember query, PromptFiles files, List<Problem> problems)
    {
        var context = new BindingContext(row, query.Name, problems);
        var binder = new TemplateBinder(context, files);
        var parts = ImmutableArray.CreateBuilder<PromptPart>();
        TemplateSource? source = query.Query!.File is { } file
            ? binder._includes.Open(file, query.Query.Template, Site.QueryArgument(query.Name, "File"))
            : new TemplateSource(query.Query.Template, File: null);
        if (source is not null && string.IsNullOrWhiteSpace(source.Text) && !query.Query.IsUnreadable)
        {
            problems.Add(new Problem(TemplateRules.EmptyTemplate, Site.Template(query.Name, 0, source.Text.Length, source.File), query.Name));
        }

        if (source is not null)
        {
            binder.BindSource(source, parts);
        }

        return new BoundPrompt(new(parts.ToImmutable()), binder._includes.Read.ToEquatableArray(), context.Uses, binder._variation);
    }

    private void BindSource(TemplateSource source, ImmutableArray<PromptPart>.Builder parts)
    {
        TemplateSource outer = _context.Source;
        _context.Source = source;
        Template template = TemplateParser.Parse(source.Text);
        foreach (TemplateError error in template.Errors)
        {
            Report(error);
        }

        foreach (TemplateNode node in template.Nodes)
        {
            int before = parts.Count;
            Bind(node, parts);
            if (_depth == 0 && _variation is null && Varies(parts, before))
            {
                _variation = new Variation(Site.Template(_context.Query, node.Span.Start, node.Span.Length, source.File), _context.TextOf(node.Span));
            }
        }

        _context.Source = outer;
    }

    private static bool Varies(ImmutableArray<PromptPart>.Builder parts, int from)
    {
        for (int i = from; i < parts.Count; i++)
        {
            if (parts[i] is not FixedPart)
            {
                return true;
            }
        }

        return false;
    }

    private EquatableArray<PromptPart> Bind(EquatableArray<TemplateNode> nodes)
    {
        var parts = ImmutableArray.CreateBuilder<PromptPart>();
        _depth++;
        foreach (TemplateNode node in nodes)
        {
            Bind(node, parts);
        }

        _depth--;
        return new(parts.ToImmutable());
    }

    private void Bind(TemplateNode node, ImmutableArray<PromptPart>.Builder parts)
    {
        switch (node)
        {
            case TextNode text:
                parts.Add(new FixedPart(text.Text));
                break;

            case OutputNode output:
                if (_expressions.BindText(output.Expression) is { } value && IsBounded(value, output.Expression.Span))
                {
                    OutputLowering.Lower(value, ValueForm.Text, parts);
                }

                break;

            case IfNode choice:
                BindIf(choice, parts);
                break;

            case ForNode loop:
                if (_loops.Bind(loop) is { } part)
                {
                    parts.Add(part);
                }

                break;

            case IncludeNode include:
                _includes.Bind(include, parts);
                break;
        }
    }

    // A condition that is known at build time leaves no trace, but what stands under it is held to the types all the same.
    private void BindIf(IfNode node, ImmutableArray<PromptPart>.Builder parts)
    {
        Scope outer = _context.Scope;
        var branches = ImmutableArray.CreateBuilder<BranchPart>();
        EquatableArray<PromptPart>? certain = null;
        foreach (BranchNode branch in node.Branches)
        {
            Scope scope = _context.Scope;
            BoundCondition? read = _expressions.Conditions.Bind(branch.Condition);
            read = read is not null && IsBounded(read.Expression, branch.Condition.Span) ? read : null;
            BoundCondition condition = read ?? new BoundCondition(BoundConstant.False);
            scope = scope with { IsUncertain = scope.IsUncertain || read is null };
            EquatableArray<PromptPart> body = _context.In(scope.Knowing(condition.WhenTrue), () => Bind(branch.Body));
            _context.Scope = scope.Knowing(condition.WhenFalse);
            if (certain is null && condition.Expression is BoundConstant { Value: "true" })
            {
                certain = body;
            }
            else if (certain is null && condition.Expression is not BoundConstant)
            {
                branches.Add(new BranchPart(condition.Expression, body));
            }
        }

        EquatableArray<PromptPart> otherwise = Bind(node.Else);
        _context.Scope = outer;
        if (branches.Count == 0)
        {
            parts.AddRange(certain ?? otherwise);
        }
        else
        {
            parts.Add(new IfPart(new(branches.ToImmutable()), certain ?? otherwise));
        }
    }

    // Whatever an expression is made of, no compiler is to choke on it.
    private bool IsBounded(BoundExpression value, TemplateSpan span)
    {
        bool isBounded = Repetition.IsBounded(value);
        if (!isBounded)
        {
            _context.Report(TemplateRules.Unsupported, span, "An expression that takes so much code", "compute a part of it in C# and name it here");
        }

        return isBounded;
    }

    private void Report(TemplateError error)
    {
        if (error.Kind == TemplateErrorKind.UnknownTag)
        {
            _context.Report(TemplateRules.UnknownTag, error.Span, error.Span, NearestName.Of(error.Found, TagNames), error.Found);
            return;
        }

        _context.Report(RuleOf(error.Kind), error.Span, error.Edit, error.Found, error.Expected);
    }

    private static DiagnosticDescriptor RuleOf(TemplateErrorKind kind) => kind switch
    {
        TemplateErrorKind.Unclosed => TemplateRules.Unclosed,
        TemplateErrorKind.Empty => TemplateRules.EmptyPlaceholder,
        TemplateErrorKind.Unexpected => TemplateRules.Unexpected,
        TemplateErrorKind.UnclosedString => TemplateRules.UnclosedString,
        TemplateErrorKind.UnclosedBlock => TemplateRules.UnclosedBlock,
        TemplateErrorKind.MisplacedTag => TemplateRules.MisplacedTag,
        _ => TemplateRules.Unsupported,
    };

    private static ImmutableArray<string> TagNames { get; } = ["if", "elif", "else", "endif", "for", "endfor", "include", "raw", "endraw"];
}

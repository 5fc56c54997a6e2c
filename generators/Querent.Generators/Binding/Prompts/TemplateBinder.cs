using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;
using Querent.Generators.Validation;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Gives a template its meaning, or says why it has none.</summary>
internal sealed class TemplateBinder
{
    private readonly BindingContext _context;
    private readonly ExpressionBinder _expressions;
    private readonly LoopBinder _loops;
    private readonly IncludeBinder _includes;
    private readonly CellOrder _order;
    private Variation? _variation;
    private bool _allowsImages = true;
    private int _depth;

    private TemplateBinder(BindingContext context, PromptFiles files)
    {
        _context = context;
        _expressions = new ExpressionBinder(context);
        _loops = new LoopBinder(context, _expressions, Bind);
        _includes = new IncludeBinder(context, files, BindSource);
        _order = new CellOrder(context);
    }

    /// <summary>A prompt; incomplete where there are problems.</summary>
    /// <param name="row">The row.</param>
    /// <param name="unit">The query or cell.</param>
    /// <param name="system">The system message; null for none.</param>
    /// <param name="files">The prompt files that there are.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static BoundPrompt Bind(RowShape row, QueryUnit unit, TemplateSource? system, PromptFiles files, List<Problem> problems)
    {
        var context = new BindingContext(row, unit, problems);
        if (unit is { Case: { } study, Criterion: { } criterion })
        {
            context.Scope = context.Scope
                .Naming("case", new BuildCase(study))
                .Naming("criterion", new BuildCriterion(unit.Member.Query!.Matrix!, criterion));
        }

        context.Answers = new AnswerUse(context.Names);
        var binder = new TemplateBinder(context, files);
        TemplateSource? source = binder.FindSource();
        var systemParts = ImmutableArray.CreateBuilder<PromptPart>();
        if (system is not null)
        {
            binder._allowsImages = false;
            binder.BindSource(system, systemParts);
            binder._allowsImages = true;
        }

        bool systemVaries = Varies(systemParts, from: 0);
        var usesOfSystem = context.Uses.ToList();
        context.Uses.Clear();
        binder._variation = null;
        var parts = ImmutableArray.CreateBuilder<PromptPart>();
        if (source is not null)
        {
            binder.BindSource(source, parts);
        }

        var usesOfUser = context.Uses.ToList();
        context.Uses.UnionWith(usesOfSystem);
        AnswerUse answers = context.Answers;
        BoundExpression? when = binder.BindWhen();
        return new BoundPrompt(new(parts.ToImmutable()), binder._includes.Read.ToEquatableArray(), context.Uses)
        {
            System = system is null ? null : new(systemParts.ToImmutable()),
            UsesOfUser = usesOfUser,
            When = when,
            Answers = answers.Parameters.ToEquatableArray(),
            WhenAnswers = context.Answers == answers ? default : context.Answers.Parameters.ToEquatableArray(),
            Dependencies = answers.Dependencies.Concat(context.Answers.Dependencies)
                .GroupBy(dependency => dependency.Unit).Select(group => group.First()).ToEquatableArray(),
            SharedBehind = binder._order.SharedBehind,
            Variation = systemVaries ? null : binder._variation,
            Template = source is { File: null } ? source.Text : "",
            Tables = context.Tables,
            Matrices = context.Matrices,
        };
    }

    private TemplateSource? FindSource()
    {
        QueryUnit unit = _context.Unit;
        QueryShape query = unit.Member.Query!;
        if (unit.Criterion is { } criterion && (criterion.Template is not null || criterion.File is not null))
        {
            return CheckNotEmpty(criterion.File is { } ofCriterion
                ? _includes.Open(ofCriterion, criterion.Template ?? "", Site.CriterionArgument(unit.Member.Name, criterion.Member, nameof(criterion.File)))
                : new TemplateSource(criterion.Template!, File: null) { Argument = nameof(criterion.Template), Criterion = criterion.Member });
        }

        if (query is { File: null, Template: "", IsUnreadable: false } && unit.Criterion is { } untold)
        {
            _context.Add(new Problem(MatrixRules.NoTemplate, Site.Member(unit.Member.Name), unit.Member.Name, untold.Member));
            return null;
        }

        return CheckNotEmpty(query.File is { } file
            ? _includes.Open(file, query.Template, Site.QueryArgument(unit.Member.Name, nameof(query.File)))
            : new TemplateSource(query.Template, File: null));
    }

    private TemplateSource? CheckNotEmpty(TemplateSource? source)
    {
        QueryUnit unit = _context.Unit;
        if (source is not null && string.IsNullOrWhiteSpace(source.Text) && (source.Criterion.Length > 0 || !unit.Member.Query!.IsUnreadable))
        {
            Site site = Site.Template(unit.Member.Name, 0, source.Text.Length, source.File, source.Argument, source.Criterion);
            _context.Add(new Problem(TemplateRules.EmptyTemplate, site, source.Criterion.Length > 0 ? source.Criterion : unit.Member.Name));
        }

        return source;
    }

    private BoundExpression? BindWhen()
    {
        if (_context.Unit.Member.Query!.When is not { } when)
        {
            return null;
        }

        _context.Answers = new AnswerUse(_context.Names);
        _context.Source = new TemplateSource(when, File: null) { Argument = nameof(QueryShape.When) };
        Template template = TemplateParser.Parse(when);
        foreach (TemplateError error in template.Errors)
        {
            Report(error);
        }

        if (template.Nodes.Where(node => node is not TextNode { Text: var text } || text.Trim().Length > 0).ToList() is [OutputNode output])
        {
            BoundCondition? condition = _expressions.Conditions.Bind(output.Expression);
            return condition is not null && IsBounded(condition.Expression, output.Span) ? condition.Expression : null;
        }

        if (template.Errors.Count == 0)
        {
            _context.Add(new Problem(RowRules.WhenIsNoCondition, _context.SiteOf(new TemplateSpan(0, when.Length)), _context.Unit.Member.Name));
        }

        return null;
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
            _order.Before(node);
            Bind(node, parts);
            if (_depth == 0)
            {
                _order.After(node);
            }

            if (_depth == 0 && _variation is null && Varies(parts, before))
            {
                _variation = new Variation(_context.SiteOf(node.Span), _context.TextOf(node.Span));
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
                if (output.Expression is NameNode or MemberNode or IndexNode && _expressions.Bind(output.Expression) is { } path && ImageOf(path) is { } image)
                {
                    BindImage(path, image, output.Expression, parts);
                }
                else if (_expressions.BindText(output.Expression) is { } value && IsBounded(value, output.Expression.Span))
                {
                    if (ChoosesImage(value))
                    {
                        string advice = "stands by itself, or only its address would be sent; choose by {% if %} which one stands there";
                        _context.Report(BindingRules.MisplacedImage, output.Expression.Span, _context.TextOf(output.Expression.Span), advice);
                    }

                    OutputLowering.Lower(value, ValueForm.Text, parts);
                }

                break;

            case IfNode choice:
                BindIf(choice, parts);
                break;

            case ForNode loop:
                _loops.Bind(loop, parts);
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
            bool isThere = read is null || (certain is null && condition.Expression is not BoundConstant { Value: "false" });
            if (_context.KnowsBuildValues && !isThere)
            {
                continue;   // it is another cell's, which may know what this one does not
            }

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

        EquatableArray<PromptPart> otherwise = _context.KnowsBuildValues && certain is not null ? default : Bind(node.Else);
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

    private static bool ChoosesImage(BoundExpression value) => value switch
    {
        BoundConditional choice => ChoosesImage(choice.WhenTrue) || ChoosesImage(choice.WhenFalse),
        BoundFirst first => ChoosesImage(first.Last) || first.Options.Any(option => ChoosesImage(option.Condition.Value)),
        _ => ImageOf(value) is not null,
    };

    private static ImageShape? ImageOf(BoundExpression value) => value switch
    {
        BoundMember member => member.Image,
        BoundNotNull notNull => ImageOf(notNull.Value),
        _ => null,
    };

    // Named by itself an image is sent as such; behind a filter its address is text.
    private void BindImage(BoundExpression value, ImageShape image, ExpressionNode node, ImmutableArray<PromptPart>.Builder parts)
    {
        if (!_allowsImages)
        {
            _context.Report(BindingRules.MisplacedImage, node.Span, _context.TextOf(node.Span), "a system message holds none; put it into the user message");
        }
        else if (ImageCheck.ProblemOf(_context[value.Type], image) is { } problem)
        {
            // The row's own check has told of those that the row itself declares.
            if (value is not BoundMember { Target: null } || _context.Row.Input is not null)
            {
                _context.Report(RowRules.BadImage, node.Span, _context.TextOf(node.Span), problem);
            }
        }
        else if (_expressions.IsGuarded(value, node.Span))
        {
            parts.Add(new ImagePart(value, image));
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

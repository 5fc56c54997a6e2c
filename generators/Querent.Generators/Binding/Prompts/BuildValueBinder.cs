using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Binds what the build alone knows: <c>case</c>, <c>criterion</c>, matrices, their cells and axes.</summary>
internal sealed class BuildValueBinder(BindingContext context)
{
    private static readonly ImmutableArray<string> OfCase = ["Name", "Context", "Description", "Input"];
    private static readonly ImmutableArray<string> OfCriterion = ["Name", "Code", "Description", "Subcriteria"];
    private static readonly ImmutableArray<string> OfMatrix = ["Cases", "Criteria"];
    private static readonly ImmutableArray<string> OfCell = ["Case", "Criterion", "Answer"];

    /// <summary>The value; null where the expression is an ordinary one, which others bind.</summary>
    public BuildValue? Bind(ExpressionNode node) => node switch
    {
        NameNode name => BindName(name),
        MemberNode member => Bind(member.Target) is { } target ? BindMember(target, member) : null,
        IndexNode index => Bind(index.Target) is { } target ? BindIndex(target, index) : null,
        _ => null,
    };

    /// <summary>A value as an expression; null, with a problem reported, where it has none.</summary>
    public BoundExpression? ToExpression(BuildValue value, TemplateSpan span) => value switch
    {
        BuildExpression expression => expression.Expression,
        BuildCase study => new BoundEnumMember(context.TypeOf(context.Row.Case!.Value), study.Study.Member) { Text = study.Study.Name },
        BuildCriterion criterion => new BoundEnumMember(context.TypeOf(criterion.Matrix.Criterion), criterion.Criterion.Member) { Text = criterion.Criterion.Name },
        BuildFault => null,
        BuildCell => context.Report(BindingRules.NoTextForm, span, context.TextOf(span), "cell", "name its Answer, Case or Criterion"),
        BuildMatrix => context.Report(BindingRules.NoTextForm, span, context.TextOf(span), "matrix", "name a cell, as in Marks[Small, Clarity], or loop over it"),
        BuildList { Items: [BuildCell, ..] } => context.Report(BindingRules.NoTextForm, span, context.TextOf(span), "list", "loop over it for the answers of its cells"),
        _ => context.Report(BindingRules.NoTextForm, span, context.TextOf(span), "list", "loop over it, or join it with '| join(\", \")'"),
    };

    /// <summary>What a value is called in messages.</summary>
    public static string NameOf(BuildValue value) => value switch
    {
        BuildCase => "case study",
        BuildCriterion => "criterion",
        BuildMatrix => "matrix",
        BuildCell => "cell",
        _ => "list",
    };

    /// <summary>The items of what is looped over; null where it is nothing of the build's.</summary>
    public EquatableArray<BuildValue>? Items(BuildValue value) => value switch
    {
        BuildList list => list.Items,
        BuildMatrix matrix => Cells(matrix).ToEquatableArray(),
        _ => null,
    };

    private BuildValue? BindName(NameNode node)
        => context.Scope.Builds.TryGetValue(node.Name, out BuildValue? value) ? Used(value)
            : context.Scope.Names.ContainsKey(node.Name) ? null
            : context.Row.Members.FirstOrDefault(member => member.Name == node.Name && member.Query?.Matrix is not null) is { } matrix ? Named(matrix)
            : null;

    private BuildMatrix Named(RowMember matrix)
    {
        context.Matrices.Add(matrix.Name);
        return new BuildMatrix(matrix);
    }

    private BuildValue Used(BuildValue value)
    {
        context.UsesOfCell += context.Unit.Case is null ? 0 : 1;
        return value;
    }

    private BuildValue? BindMember(BuildValue target, MemberNode node) => target switch
    {
        BuildCase study => BindMember(study.Study, node),
        BuildCriterion criterion => BindMember(criterion.Criterion, node),
        BuildMatrix matrix => node.Name switch
        {
            "Cases" => Cases(matrix).Cast<BuildValue>().ToBuildList(),
            "Criteria" => Criteria(matrix).Cast<BuildValue>().ToBuildList(),
            _ => Unknown(node, matrix.Member.Name, OfMatrix),
        },
        BuildCell cell => node.Name switch
        {
            "Case" => new BuildCase(cell.Unit.Case!),
            "Criterion" => new BuildCriterion(cell.Unit.Member.Query!.Matrix!, cell.Unit.Criterion!),
            "Answer" => Answer(cell.Unit, node.Span),
            _ => Unknown(node, "cell", OfCell),
        },
        BuildList => Unknown(node, context.TextOf(node.Target.Span), []),
        BuildFault => target,
        _ => null,   // a member of an ordinary expression
    };

    private BuildValue BindMember(CriterionShape criterion, MemberNode node) => node.Name switch
    {
        "Name" => Text(criterion.Name),
        "Code" => Text(criterion.Code),
        "Description" => Text(criterion.Description),
        "Subcriteria" => criterion.Subcriteria.Select(Text).ToBuildList(),
        _ => Unknown(node, "criterion", OfCriterion),
    };

    private BuildValue BindMember(CaseStudyShape study, MemberNode node)
    {
        BuildValue? own = node.Name switch
        {
            "Name" => Text(study.Name),
            "Context" => Text(study.Context),
            "Description" => Text(study.Description),
            _ => null,
        };
        var uses = context.Uses.ToList();
        BuildValue? input = InputMember(study, node.Name);
        if (own is not null)
        {
            // What the build knows by itself uses no input.
            context.Uses.IntersectWith(uses);
        }

        if (own is not null && input is not null)
        {
            string other = study.Property is null ? "rename one of the two with As = […]" : $"write {node.Name} of the case study's input as case.Input.{node.Name}";
            context.Report(MatrixRules.AmbiguousMember, node.NameSpan, node.Name, study.Name, other);
            return BuildFault.Reported;
        }

        return own ?? input ?? (node.Name == "Input" && Input(study) is { } whole ? new BuildExpression(whole) : Unknown(node, $"case study {study.Name}", MembersOf(study)));
    }

    private ImmutableArray<string> MembersOf(CaseStudyShape study)
        => study.Property is null
            ? [.. OfCase.Where(name => name != "Input"), .. study.Members.Select(member => member.Name)]
            : [.. OfCase, .. Input(study) is { Type.IsKnown: true } input ? context[input.Type].Members.Select(member => member.Name) : []];

    private BuildExpression? InputMember(CaseStudyShape study, string name)
    {
        if (study.Property is null)
        {
            string? property = study.Members.FirstOrDefault(member => member.Name == name).Input;
            return property is not null && context.Input(property) is { } value ? new BuildExpression(value) : null;
        }

        // A property of the case's type that may be null, or whose owner may be, is asked for like any other.
        return Input(study) is { Type.IsKnown: true } input && context.Member(input, name) is { } member ? new BuildExpression(member) : null;
    }

    private BoundExpression? Input(CaseStudyShape study) => study.Property is { } property ? context.Input(property) : null;

    private BuildValue? BindIndex(BuildValue target, IndexNode node)
    {
        switch (target)
        {
            case BuildMatrix matrix:
                return BindCells(matrix, node);

            case BuildList list when node.Second is null && node.Index is NumberNode number && int.TryParse(number.Text, out int place):
                place = place < 0 ? list.Items.Count + place : place;
                return place >= 0 && place < list.Items.Count ? list.Items[place] : Text(null);

            case BuildList:
                context.Report(BindingRules.NoItems, node.Index.Span, context.TextOf(node.Target.Span), "list", "this list takes a number in digits");
                return BuildFault.Reported;

            case BuildFault:
                return target;

            default:
                return target is BuildExpression ? null : Fault(() => ToExpression(target, node.Target.Span) is { } value
                    ? context.Report(BindingRules.NoItems, node.Target.Span, context.TextOf(node.Target.Span), context.NameOf(value.Type), "only lists and dictionaries have items")
                    : null);
        }
    }

    private BuildValue BindCells(BuildMatrix matrix, IndexNode node)
    {
        BuildValue? first = BindAxis(matrix, node.Index, takesCriterion: node.Second is null, takesCase: true);
        BuildValue? second = node.Second is null ? null : BindAxis(matrix, node.Second, takesCriterion: true, takesCase: false);
        if (first is null || (node.Second is not null && second is null))
        {
            return BuildFault.Reported;
        }

        var cells = Cells(matrix).Cast<BuildCell>()
            .Where(cell => Fits(first, cell.Unit) && (second is null || Fits(second, cell.Unit)))
            .ToList();
        if (second is null)
        {
            return cells.Cast<BuildValue>().ToBuildList();
        }

        if (cells.Count == 0)
        {
            context.Report(MatrixRules.NoCell, node.Span, context.TextOf(node.Span), matrix.Member.Name);
            return BuildFault.Reported;
        }

        return Answer(cells[0].Unit, node.Span);
    }

    private static bool Fits(BuildValue axis, QueryUnit unit) => axis switch
    {
        BuildCase study => study.Study.Member == unit.Case!.Member,
        BuildCriterion criterion => criterion.Criterion.Member == unit.Criterion!.Member,
        _ => false,
    };

    private BuildValue? BindAxis(BuildMatrix matrix, ExpressionNode node, bool takesCase, bool takesCriterion)
    {
        string? name = node switch
        {
            NameNode { Name: var simple } when !context.Scope.Builds.ContainsKey(simple) => simple,
            StringNode text => text.Value,
            _ => null,
        };
        BuildValue? value = name is null ? Bind(node) : null;
        if (value is BuildFault)
        {
            return null;
        }

        var cases = Cases(matrix).ToList();
        var criteria = Criteria(matrix).ToList();
        bool fits = (takesCase && value is BuildCase) || (takesCriterion && value is BuildCriterion of && of.Matrix.Criterion == matrix.Member.Query!.Matrix!.Criterion);
        if (fits)
        {
            return value;
        }

        BuildValue? named = null;
        if (name is not null)
        {
            named = takesCase ? cases.FirstOrDefault(study => QueryUnit.Means(name, study.Study)) : null;
            named ??= takesCriterion ? criteria.FirstOrDefault(criterion => criterion.Criterion.Member == name || criterion.Criterion.Name == name) : null;
        }

        if (named is null)
        {
            IEnumerable<string> names = (takesCase ? cases.Select(study => study.Study.Member) : []).Concat(takesCriterion ? criteria.Select(criterion => criterion.Criterion.Member) : []);
            string what = takesCase && takesCriterion ? "case study or criterion" : takesCase ? "case study" : "criterion";
            TemplateSpan span = node is StringNode ? node.Span.InsideOfQuotes : node.Span;
            NameGuess guess = value is BuildCriterion other ? NameGuess.None($"; it is one of '{context.NameOf(context.TypeOf(other.Matrix.Criterion))}'")
                : name is not null && (takesCase ? criteria.Any(criterion => criterion.Criterion.Member == name) : cases.Any(study => study.Study.Member == name)) ? NameGuess.None("; the case study comes first, and the criterion second")
                : name is null || IsOfRow(name) ? NameGuess.None("; it has to be known when the project is built: a name, or the variable of a loop over the matrix")
                : NearestName.Of(name, names);
            context.Report(MatrixRules.UnknownAxis, span, span, guess, name ?? context.TextOf(node.Span), what, matrix.Member.Name);
        }

        return named;
    }

    private bool IsOfRow(string name)
        => context.Scope.Names.ContainsKey(name) || context.Row.Members.Any(member => member.Name == name && member.Role != RowMemberRole.None);

    private BuildExpression Answer(QueryUnit unit, TemplateSpan span)
    {
        string matrix = context.Answers.Need(unit, context.SiteOf(span));
        string study = $"{context.Types[context.Row.Case!.Value].FullName}.{Discovery.Identifier.Escape(unit.Case!.Member)}";
        string criterion = $"{context.Types[unit.Member.Query!.Matrix!.Criterion].FullName}.{Discovery.Identifier.Escape(unit.Criterion!.Member)}";
        return new BuildExpression(new BoundLocal(context.TypeOf(unit.Member.Type), $"{matrix}[{study}, {criterion}]"));
    }

    private IEnumerable<BuildValue> Cells(BuildMatrix matrix) => QueryUnit.Of(context.Row, matrix.Member).Select(unit => new BuildCell(unit));

    private IEnumerable<BuildCase> Cases(BuildMatrix matrix)
        => QueryUnit.Of(context.Row, matrix.Member).Select(unit => unit.Case!).Distinct().Select(study => new BuildCase(study));

    private IEnumerable<BuildCriterion> Criteria(BuildMatrix matrix)
        => QueryUnit.Of(context.Row, matrix.Member).Select(unit => unit.Criterion!).Distinct().Select(criterion => new BuildCriterion(matrix.Member.Query!.Matrix!, criterion));

    private static BuildExpression Text(string? text)
        => new(text is null ? new BoundConstant(BoundType.None, "none") { IsAbsent = true } : new BoundConstant(BoundType.String, text));

    private BuildFault Unknown(MemberNode node, string owner, IEnumerable<string> names)
    {
        context.Report(BindingRules.UnknownMember, node.NameSpan, node.NameSpan, NearestName.Of(node.Name, names), owner, node.Name);
        return BuildFault.Reported;
    }

    private static BuildFault Fault(Func<object?> report)
    {
        report();
        return BuildFault.Reported;
    }
}

/// <summary>Makes lists of what the build knows.</summary>
internal static class BuildLists
{
    public static BuildList ToBuildList(this IEnumerable<BuildValue> items) => new(items.ToEquatableArray());
}

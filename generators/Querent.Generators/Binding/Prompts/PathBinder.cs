using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Follows paths such as <c>Customer.Orders[0].City</c> from the input or the names of loops.</summary>
internal sealed class PathBinder(BindingContext context, ExpressionBinder expressions)
{
    /// <summary>The path; null with a problem reported when it leads nowhere.</summary>
    public BoundExpression? Bind(ExpressionNode node)
    {
        if (expressions.Builds.Bind(node) is { } build)
        {
            return expressions.Builds.ToExpression(build, node.Span) is { } value ? expressions.Known(value) : null;
        }

        BoundExpression? path = node switch
        {
            NameNode name => BindName(name),
            MemberNode { Target: NameNode { Name: "loop" } } member when context.Scope.Loop is { } loop => BindLoop(loop, member),
            MemberNode member => expressions.Bind(member.Target) is { } target ? BindMember(target, member) : null,
            IndexNode index => BindIndex(index),
            _ => null,
        };
        return path is null ? null : expressions.Known(path);
    }

    private BoundExpression? BindName(NameNode node)
    {
        if (context.Scope.Names.TryGetValue(node.Name, out BoundExpression? local))
        {
            return local;
        }

        if (node.Name == "loop" && context.Scope.Loop is not null)
        {
            return context.Report(BindingRules.NoTextForm, node.Span, "loop", "loop", "name one of its members, such as loop.index");
        }

        if (context.Row.Members.FirstOrDefault(member => member.Name == node.Name && member.Role == RowMemberRole.Query) is { } query)
        {
            string code = context.Answers.Need(new QueryUnit(query, Case: null, Criterion: null) { Naming = context.Row.Naming }, context.SiteOf(node.Span));
            return new BoundLocal(context.TypeOf(query.Type), code);
        }

        if (context.Input(node.Name) is { } input)
        {
            return input;
        }

        if (context.Table(node.Name) is { } table)
        {
            return table;
        }

        string owner = context.Row.Input is { } type ? context.Types[type.Type].DisplayName : context.Row.Name;
        NameGuess guess = node.Name == "loop" ? NameGuess.None("; there is a 'loop' only inside of a 'for'")
            : node.Name is "case" or "criterion" ? NameGuess.None($"; there is a '{node.Name}' only in the template of a matrix")
            : NearestName.Of(node.Name, Names());
        return context.Report(BindingRules.UnknownMember, node.Span, node.Span, guess, owner, node.Name);
    }

    private IEnumerable<string> Names()
        => (context.Row.Input is { } input
                ? context.Types[input.Type].Members.Select(member => member.Name)
                : context.Row.Members.Where(member => member.Role == RowMemberRole.Input).Select(member => member.Name))
            .Concat(context.Row.Members.Where(member => member.Role == RowMemberRole.Query && member.Name != context.Unit.Member.Name).Select(member => member.Name))
            .Concat(context.Row.Tables.Select(table => table.Name))
            .Concat(context.Scope.Names.Keys)
            .Concat(context.Scope.Builds.Keys);

    private BoundExpression? BindLoop(LoopScope loop, MemberNode node)
    {
        foreach (LoopFact fact in Enum.GetValues(typeof(LoopFact)))
        {
            if (NameOf(fact) == node.Name)
            {
                return loop.Ask(fact);
            }
        }

        NameGuess guess = NearestName.Of(node.Name, Enum.GetValues(typeof(LoopFact)).Cast<LoopFact>().Select(NameOf));
        return context.Report(BindingRules.UnknownMember, node.NameSpan, node.NameSpan, guess, "loop", node.Name);
    }

    private static string NameOf(LoopFact fact) => fact.ToString().ToLowerInvariant();

    private BoundExpression? BindMember(BoundExpression target, MemberNode node)
    {
        if (context.Member(target, node.Name) is { } found)
        {
            return found;
        }

        TypeShape? owner = target.Type.IsKnown ? context[target.Type] : null;
        bool isLength = node.Name is "Count" or "Length" && target.Type.Kind is ValueKind.String or ValueKind.List or ValueKind.Map;
        NameGuess guess = isLength ? NameGuess.None("; write '| length'")
            : owner?.Kind == ValueKind.List ? NameGuess.None("; loop over it for its items, or write [0] for the first")
            : owner?.Kind == ValueKind.Map ? NameGuess.None($"; write ['{node.Name}'] for the value of a key")
            : NearestName.Of(node.Name, (owner?.Members ?? default).Select(member => member.Name));
        return context.Report(BindingRules.UnknownMember, node.NameSpan, node.NameSpan, guess, context.NameOf(target.Type.NotNull), node.Name);
    }

    private BoundExpression? BindIndex(IndexNode node)
    {
        BoundExpression? target = expressions.Bind(node.Target);
        if (node.Second is not null)
        {
            return target is null ? null
                : context.Report(BindingRules.NoItems, node.Second.Span, context.TextOf(node.Target.Span), context.NameOf(target.Type), "only a matrix takes two");
        }

        BoundExpression? index = expressions.Bind(node.Index);
        if (target is null || index is null || !expressions.IsGuarded(target, node.Target.Span) || !expressions.IsGuarded(index, node.Index.Span))
        {
            return null;
        }

        string? wanted = target.Type.Kind switch
        {
            ValueKind.List => index.Type.Kind == ValueKind.Integer ? null : "a list takes a whole number",
            ValueKind.Map => index.Type.Kind is ValueKind.String or ValueKind.Enum ? null : "a dictionary takes a text",
            _ => "only lists and dictionaries have items",
        };
        if (wanted is not null)
        {
            TemplateSpan span = target.Type.Kind is ValueKind.List or ValueKind.Map ? node.Index.Span : node.Target.Span;
            return context.Report(BindingRules.NoItems, span, context.TextOf(node.Target.Span), context.NameOf(target.Type), wanted);
        }

        BoundExpression key = index.Type.Kind == ValueKind.Enum ? new BoundText(index) : index;
        if (target is BoundLocal { Table: { } name, Type.Kind: ValueKind.Map } table)
        {
            return context.IsMissing(name, index, out string missing, out NameGuess guess)
                ? context.Report(BindingRules.MissingKey, node.Index.Span, node.Index is StringNode ? node.Index.Span.InsideOfQuotes : node.Index.Span, guess, name, missing)
                : new BoundLookup(context.TypeOf(context[target.Type].Element), table, key);
        }

        BoundType element = context.TypeOf(context[target.Type].Element).Nullable;
        return target.Type.Kind == ValueKind.List
            ? new BoundItem(element, target, Whole(index), element.IsValueType(context.Types))
            : new BoundEntry(element, target, key);
    }

    private BoundExpression Whole(BoundExpression index)
        => index.Type.IsKnown && context[index.Type].FullName == "ulong" ? new BoundCast(index, "long") : index;
}

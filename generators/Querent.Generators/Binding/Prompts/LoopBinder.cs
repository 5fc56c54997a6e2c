using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Binds loops over lists, and over the keys, values or pairs of dictionaries.</summary>
internal sealed class LoopBinder(BindingContext context, ExpressionBinder expressions, Func<EquatableArray<TemplateNode>, EquatableArray<PromptPart>> bindNodes)
{
    /// <summary>More rounds than any prompt has room for.</summary>
    private const int MostRounds = 10_000;

    public void Bind(ForNode node, ImmutableArray<PromptPart>.Builder parts)
    {
        if (expressions.Builds.Bind(node.Source) is { } build && build is not BuildExpression)
        {
            WriteOut(build, node, parts);
        }
        else if (BindLoop(node) is { } part)
        {
            parts.Add(part);
        }
    }

    // What the build knows is written round by round, so that nothing is left to be asked at run time.
    private void WriteOut(BuildValue source, ForNode node, ImmutableArray<PromptPart>.Builder parts)
    {
        if (expressions.Builds.Items(source) is not { } items)
        {
            if (source is not BuildFault)
            {
                context.Report(BindingRules.NotALoop, node.Source.Span, context.TextOf(node.Source.Span), BuildValueBinder.NameOf(source), "a list, a dictionary or a matrix");
            }

            return;
        }

        if (node.Targets.Count != 1)
        {
            ReportNames(node, "one name for each item");
            return;
        }

        context.Rounds += items.Count;
        if (context.Rounds > MostRounds)
        {
            context.Report(TemplateRules.Unsupported, node.Source.Span, "A loop of so many rounds", "give the prompt less to go through");
            return;
        }

        for (int i = 0; i < items.Count; i++)
        {
            Scope round = context.Scope with { Loop = new LoopScope(context.Names, i, items.Count) };
            round = items[i] is BuildExpression { Expression: var value } ? round.Naming(node.Targets[0].Name, value) : round.Naming(node.Targets[0].Name, items[i]);
            parts.AddRange(context.In(round, () => bindNodes(node.Body)));
        }

        EquatableArray<PromptPart> otherwise = bindNodes(node.Else);
        if (items.Count == 0)
        {
            parts.AddRange(otherwise);
        }
    }

    private ForPart? BindLoop(ForNode node)
    {
        Scope outer = context.Scope;
        BoundExpression? source = BindSource(node, out string? view);
        var loop = new LoopScope(context.Names);
        string item = source is null ? "" : context.Names.Take(source.Type.Kind == ValueKind.Map ? "pair" : node.Targets[0].Name);
        Scope inner = outer with { Loop = loop };
        for (int i = 0; i < node.Targets.Count; i++)
        {
            inner = source is null ? inner : inner.Naming(node.Targets[i].Name, Value(source, item, view, i));
        }

        // Without a source its names have no types, and all that would be said of them is a consequence.
        EquatableArray<PromptPart> body = source is null ? default : context.In(inner, () => bindNodes(node.Body));
        EquatableArray<PromptPart> otherwise = bindNodes(node.Else);
        if (source is null)
        {
            return null;
        }

        bool isCounted = context[source.Type].CountMember is not null;
        bool needsItems = !isCounted && (loop.Count is not null || otherwise.Count > 0);
        bool isIndexed = context[source.Type].IsIndexed;
        var names = new LoopNames(
            loop.Index ?? (isIndexed ? context.Names.Take("index") : null),
            loop.Count,
            needsItems ? context.Names.Take("items") : null,
            isIndexed ? context.Names.Take("list") : null);
        return new ForPart(source, item, names, body, otherwise);
    }

    private BoundLocal Value(BoundExpression source, string item, string? view, int target)
    {
        BoundType element = context.TypeOf(context[source.Type].Element);
        return source.Type.Kind == ValueKind.List ? new BoundLocal(element, item)
            : target == 1 || view == "values" ? new BoundLocal(element, item + ".Value")
            : new BoundLocal(BoundType.String, item + ".Key");
    }

    private BoundExpression? BindSource(ForNode node, out string? view)
    {
        view = null;
        ExpressionNode target = node.Source;
        if (target is CallNode { Target: MemberNode { Name: "items" or "keys" or "values" } member, Arguments.Count: 0 })
        {
            view = member.Name;
            target = member.Target;
            if (expressions.Builds.Bind(target) is { } build && build is not BuildExpression and not BuildFault)
            {
                context.Report(BindingRules.NotALoop, target.Span, context.TextOf(target.Span), BuildValueBinder.NameOf(build), "a dictionary with '.items()', '.keys()' or '.values()'");
                return null;
            }
        }

        if (expressions.Bind(target) is not { } source)
        {
            return null;
        }

        bool isRight = source.Type.Kind == ValueKind.Map || (source.Type.Kind == ValueKind.List && view is null);
        if (!isRight)
        {
            string needed = view is null ? "a list or a dictionary" : "a dictionary";
            context.Report(BindingRules.NotALoop, target.Span, context.TextOf(target.Span), context.NameOf(source.Type.NotNull), needed);
            return null;
        }

        if (!expressions.IsGuarded(source, target.Span))
        {
            return null;
        }

        int names = view == "items" ? 2 : 1;
        if (node.Targets.Count != names)
        {
            string expected = names == 2 ? "'for key, value in …items()'"
                : source.Type.Kind == ValueKind.Map ? "one name, or '.items()' behind the dictionary,"
                : "one name for each item";
            ReportNames(node, expected);
            return null;
        }

        return source;
    }

    private void ReportNames(ForNode node, string expected)
        => context.Report(TemplateRules.Unexpected, node.Targets[node.Targets.Count - 1].Span, node.Targets[node.Targets.Count - 1].Name, expected);
}

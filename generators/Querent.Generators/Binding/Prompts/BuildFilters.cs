using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Applies the filters that a list of the build's own takes: <c>join</c> and <c>length</c>.</summary>
internal sealed class BuildFilters(BindingContext context, BuildValueBinder builds)
{
    public BoundExpression? Apply(FilterNode node, BuildValue value)
    {
        if (builds.Items(value) is not { } items)
        {
            return null;
        }

        switch (node.Name)
        {
            case "length" when node.Arguments.Count == 0:
                return BoundConstant.Of(items.Count);

            case "join" when node.Arguments.Count == 0 || node.Arguments is [{ Name: null or "d", Value: StringNode }]:
                if (value is BuildMatrix || items.Any(item => item is BuildCell))
                {
                    return context.Report(BindingRules.FilterDoesNotApply, node.NameSpan, node.Name, "cells; loop over them for their answers");
                }

                string separator = node.Arguments is [{ Value: StringNode text }] ? text.Value : "";
                return Join(node, items.ToList(), separator);

            case "length" or "join":
                return context.Report(BindingRules.BadFilterArgument, node.NameSpan, node.Name, node.Name == "length" ? "no argument" : "nothing but a text in quotes for a list that the build knows; loop over it for more");

            default:
                return context.Report(BindingRules.FilterDoesNotApply, node.NameSpan, node.Name, "a list that the build knows; loop over it");
        }
    }

    private BoundExpression? Join(FilterNode node, List<BuildValue> items, string separator)
    {
        var values = new List<BoundExpression>();
        foreach (BuildValue item in items)
        {
            if (builds.ToExpression(item, node.Target.Span) is not { } value)
            {
                return null;
            }

            if (values.Count > 0)
            {
                values.Add(new BoundConstant(BoundType.String, separator));
            }

            values.Add(value);
        }

        return values.All(value => value is BoundConstant)
            ? new BoundConstant(BoundType.String, string.Concat(values.Cast<BoundConstant>().Select(value => value.Value)))
            : new BoundConcat(values.ToEquatableArray());
    }
}

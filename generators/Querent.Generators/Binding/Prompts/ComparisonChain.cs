using System.Collections.Immutable;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary><c>a &lt; b &lt; c</c>, which the parser gives as <c>a &lt; b and b &lt; c</c> with the one <c>b</c> in both.</summary>
internal static class ComparisonChain
{
    /// <summary>The links of a chain, two or more, in order; empty for what is none.</summary>
    public static ImmutableArray<CompareNode> Of(LogicalNode node)
    {
        var links = new Stack<CompareNode>();
        ExpressionNode rest = node;
        while (rest is LogicalNode { IsAnd: true, Right: CompareNode link } both && LastOf(both.Left) is { } before && ReferenceEquals(before.Right, link.Left))
        {
            links.Push(link);
            rest = both.Left;
        }

        // What is left of a whole chain is its first link; "a and (b < c < d)" binds its chain by itself.
        if (links.Count == 0 || rest is not CompareNode first)
        {
            return [];
        }

        links.Push(first);
        return [.. links];
    }

    private static CompareNode? LastOf(ExpressionNode node) => (node is LogicalNode { IsAnd: true } both ? both.Right : node) as CompareNode;
}

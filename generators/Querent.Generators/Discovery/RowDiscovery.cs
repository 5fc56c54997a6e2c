using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Finds the types marked <c>[QueryRow]</c> in a compilation.</summary>
internal static class RowDiscovery
{
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellationToken) => node is TypeDeclarationSyntax;

    /// <summary>The shape of a row; null at any but the first of several declarations that bear the attribute.</summary>
    public static RowShape? Discover(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var row = (INamedTypeSymbol)context.TargetSymbol;
        SyntaxReference? first = row.GetAttributes().Find(KnownNames.QueryRow)?.ApplicationSyntaxReference;
        bool isFirst = first is not null
            && first.SyntaxTree == context.TargetNode.SyntaxTree
            && context.TargetNode.FullSpan.Contains(first.Span);
        return isFirst ? RowReader.Read(row, context.SemanticModel.Compilation, cancellationToken) : null;
    }
}

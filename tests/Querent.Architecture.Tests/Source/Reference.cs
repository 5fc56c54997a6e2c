using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Querent.Architecture.Tests;

/// <summary>A place in a source that refers to a type, by its name, a member's name or a target-typed <c>new</c>.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Type">The type that is referred to, or whose member is.</param>
/// <param name="Place">Where, as <c>file:line</c>.</param>
internal sealed record Reference(SyntaxTree Tree, INamedTypeSymbol Type, string Place)
{
    /// <summary>Every reference of a file. Doc comments do not count: a <c>cref</c> binds nothing.</summary>
    public static IEnumerable<Reference> In(SyntaxTree tree, SemanticModel model)
    {
        foreach (SyntaxNode node in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes())
        {
            if (node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax)
            {
                SymbolInfo info = model.GetSymbolInfo(node, TestContext.Current.CancellationToken);
                foreach (INamedTypeSymbol type in TypesOf(info.Symbol ?? info.CandidateSymbols.FirstOrDefault()))
                {
                    yield return new Reference(tree, type, $"{tree.FilePath}:{tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}");
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol type => [type.OriginalDefinition],
        IArrayTypeSymbol array => TypesOf(array.ElementType),
        ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or INamespaceSymbol or null => [],
        _ when symbol.ContainingType is { } type => [type.OriginalDefinition],
        _ => [],
    };
}

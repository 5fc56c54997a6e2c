using Microsoft.CodeAnalysis;

namespace Querent.Generators.Discovery;

/// <summary>What generators made of a row and of the types it uses, as the analyzer sees it after them.</summary>
internal static class GeneratedTypes
{
    /// <summary>Whether a row has its generated part.</summary>
    public static bool IsCompleted(INamedTypeSymbol row)
        => row.AllInterfaces.Any(candidate =>
            candidate is { Name: "IQueryRow", TypeArguments: [var self, ..], ContainingNamespace: { Name: "Querent", ContainingNamespace.IsGlobalNamespace: true } }
            && SymbolEqualityComparer.Default.Equals(self, row));

    /// <summary>The generated types among the row's input, the types of its properties, and what these are made of.</summary>
    public static IEnumerable<INamedTypeSymbol> UsedBy(INamedTypeSymbol row)
    {
        var input = row.GetAttributes().Find(KnownNames.QueryRow)?.Named("Input") as ITypeSymbol;
        return row.AllProperties().Select(property => property.Type).Prepend(input).SelectMany(Parts)
            .Where(type => IsGenerated(type) && !SymbolEqualityComparer.Default.Equals(type.ContainingType, row));
    }

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };

    private static bool IsGenerated(INamedTypeSymbol type)
        => !type.DeclaringSyntaxReferences.IsEmpty
            && type.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase));
}

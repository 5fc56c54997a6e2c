using Microsoft.CodeAnalysis;

namespace Querent.Architecture.Tests;

/// <summary>Which parts of the generator may know of the compiler, and how much.</summary>
internal static class CompilerUse
{
    // What keeps a compilation alive, or is one: no model may hold it, no printer may ask it.
    private static readonly string[] Live =
    [
        "ISymbol", "ISymbolInternal", "SyntaxNode", "SyntaxToken", "SyntaxTrivia", "SyntaxTree", "SyntaxReference",
        "Location", "Compilation", "SemanticModel", "AttributeData", "TypedConstant", "IOperation", "Diagnostic",
    ];

    /// <summary>Each reference to any type of the compiler's from a file under one of the folders.</summary>
    public static IEnumerable<string> AnyIn(BoundSource source, string folder)
        => from reference in ReferencesIn(source, folder)
           where IsCompilers(reference.Type)
           select $"{reference.Place}: {folder} must know nothing of the compiler, and refers to {reference.Type.Name}.";

    /// <summary>Each reference to the compiler's symbols, syntax or compilations from a file under the folder.</summary>
    public static IEnumerable<string> LiveIn(BoundSource source, string folder)
        => from reference in ReferencesIn(source, folder)
           where IsLive(reference.Type)
           select $"{reference.Place}: {folder} prints what was decided, and refers to {reference.Type.Name}.";

    /// <summary>Each field or property of a type under the folder that holds a symbol, syntax, a location or a compilation.</summary>
    public static IEnumerable<string> HeldIn(BoundSource source, string folder)
        => from type in TypesIn(source, folder)
           from member in type.GetMembers()
           let held = member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null }
           where held is not null && !member.IsStatic
           from part in PartsOf(held)
           where IsLive(part)
           let span = member.Locations[0].GetLineSpan()
           select $"{span.Path}:{span.StartLinePosition.Line + 1}: {type.Name} must hold nothing of a compilation, and its {member.Name.Trim('<', '>')} holds {part.Name}.";

    private static IEnumerable<Reference> ReferencesIn(BoundSource source, string folder)
        => from tree in source.Compilation.SyntaxTrees
           where tree.FilePath.StartsWith($"{folder}/", StringComparison.Ordinal)
           from reference in Reference.In(tree, source.Compilation.GetSemanticModel(tree))
           select reference;

    private static IEnumerable<INamedTypeSymbol> TypesIn(BoundSource source, string folder)
        => source.Compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type, TestContext.Current.CancellationToken)
            .OfType<INamedTypeSymbol>()
            .Where(type => type.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree.FilePath.StartsWith($"{folder}/", StringComparison.Ordinal)));

    private static bool IsCompilers(INamedTypeSymbol type)
        => $"{type.ContainingNamespace}.".StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal)
            && type.DeclaringSyntaxReferences.Length == 0;   // PolySharp and the compiler's own embedded attributes are sources

    private static bool IsLive(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (IsCompilers(ancestor) && (Live.Contains(ancestor.Name) || ancestor.AllInterfaces.Any(contract => Live.Contains(contract.Name) && IsCompilers(contract))))
            {
                return true;
            }
        }

        return false;
    }

    // The named types that a type is put together from: elements, arguments, constraints.
    private static HashSet<INamedTypeSymbol> PartsOf(ITypeSymbol type)
    {
        var parts = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ITypeSymbol>([type]);
        while (open.TryPop(out ITypeSymbol? next))
        {
            IEnumerable<ITypeSymbol> inner = next switch
            {
                IArrayTypeSymbol array => [array.ElementType],
                ITypeParameterSymbol parameter => parameter.ConstraintTypes,
                INamedTypeSymbol named when parts.Add(named) => named.TypeArguments,
                _ => [],   // seen before: a constraint may name its own parameter
            };
            foreach (ITypeSymbol part in inner)
            {
                open.Push(part);
            }
        }

        return parts;
    }
}

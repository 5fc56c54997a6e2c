using Microsoft.CodeAnalysis;

namespace Querent.Generators.Discovery;

/// <summary>Finds what <c>[RowKey]</c> marks and no row reads, in a compilation that the generator is done with.</summary>
internal sealed class StrayRowKeys
{
    private readonly Compilation _compilation;
    private readonly Lazy<HashSet<ISymbol>> _readTypes;

    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public StrayRowKeys(Compilation compilation, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _readTypes = new Lazy<HashSet<ISymbol>>(() => FindReadTypes(cancellationToken));
    }

    /// <summary>What a type marks in vain, with the reason.</summary>
    public IEnumerable<(ISymbol Marked, string Reason)> Of(INamedTypeSymbol type)
    {
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>().Where(RowKeyReader.IsMarked))
        {
            string? reason = property.IsStatic ? "it is static, and the same for all rows; mark a property that comes in with each row"
                : property.IsIndexer ? "it is an indexer; mark a property that comes in with each row"
                : ReasonOf(type);
            if (reason is not null)
            {
                yield return (property, reason);
            }
        }

        foreach (IParameterSymbol parameter in RowKeyReader.Parameters(type).Where(RowKeyReader.IsMarked))
        {
            bool isPositional = type.IsRecord && type.AllProperties().Any(property => property.Name == parameter.Name);
            string? reason = isPositional ? ReasonOf(type) : "it is a parameter of which no property is made; mark a property";
            if (reason is not null)
            {
                yield return (parameter, reason);
            }
        }
    }

    private string? ReasonOf(INamedTypeSymbol type)
        => _readTypes.Value.Contains(type.OriginalDefinition) || MayBeReadElsewhere(type)
            ? null
            : $"'{type.ShortName()}' is no row, and neither a base nor the Input = typeof(…) of one; mark a property of the row";

    // Rows of another assembly may derive from what a library shows, or come in as it.
    private bool MayBeReadElsewhere(INamedTypeSymbol type)
        => type is { TypeKind: TypeKind.Class, IsStatic: false }
            && _compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary
            && RowReader.IsVisible(type, isPublic: true)
            && !(type.Name == "Input" && type.ContainingType?.GetAttributes().Has(KnownNames.QueryRow) == true);

    private HashSet<ISymbol> FindReadTypes(CancellationToken cancellationToken)
    {
        var read = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamespaceOrTypeSymbol>([_compilation.Assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            INamespaceOrTypeSymbol place = open.Pop();
            foreach (INamespaceOrTypeSymbol inner in place.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(inner);
            }

            if (place is INamedTypeSymbol row && row.GetAttributes().Find(KnownNames.QueryRow) is { } attribute)
            {
                read.UnionWith(row.Lineage().Select(level => level.OriginalDefinition));
                read.UnionWith((attribute.Named("Input") as INamedTypeSymbol)?.Lineage().Select(level => level.OriginalDefinition) ?? []);
            }
        }

        return read;
    }
}

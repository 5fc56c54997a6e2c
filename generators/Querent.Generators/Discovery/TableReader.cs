using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads the static dictionaries and lists of a row, and of the types that it names for lookups.</summary>
internal static class TableReader
{
    public static EquatableArray<TableShape> Read(INamedTypeSymbol row, TypeReader types, Compilation compilation)
    {
        var tables = new Dictionary<string, TableShape>(StringComparer.Ordinal);
        foreach (INamedTypeSymbol type in row.Lineage().Concat(row.NamedByRows("Lookups")))
        {
            foreach (ISymbol member in type.GetMembers())
            {
                // The first type that has a name is meant by it.
                if (TypeOf(member) is { } memberType && compilation.IsSymbolAccessibleWithin(member, row) && !tables.ContainsKey(member.Name)
                    && TypeClassifier.Classify(memberType, out _, out _) is ValueKind.Map or ValueKind.List)
                {
                    string code = $"{type.FullName()}.{Identifier.Escape(member.Name)}";
                    tables.Add(member.Name, new TableShape(member.Name, code, $"{type.MetadataName()}.{member.Name}", types.Read(memberType)));
                }
            }
        }

        return tables.Values.ToEquatableArray();
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol { IsStatic: true, GetMethod: not null, IsIndexer: false } property => property.Type,
        IFieldSymbol { IsStatic: true, IsImplicitlyDeclared: false } field => field.Type,
        _ => null,
    };
}

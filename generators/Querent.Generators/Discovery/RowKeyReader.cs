using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Finds the properties that <c>[RowKey]</c> marks.</summary>
internal static class RowKeyReader
{
    /// <summary>
    /// Whether a property of a type is marked: itself, by its parameter in a positional record, or where it overrides one that
    /// is.
    /// </summary>
    public static bool IsKey(IPropertySymbol property, INamedTypeSymbol type)
    {
        for (IPropertySymbol? level = property; level is not null; level = level.OverriddenProperty)
        {
            if (IsMarked(level) || IsMarkedByParameter(level.ContainingType, property.Name))
            {
                return true;
            }
        }

        // A derived record takes the value up by a parameter of its own: record Derived([RowKey] string Id) : Base(Id).
        return type.Lineage()
            .TakeWhile(level => !SymbolEqualityComparer.Default.Equals(level, property.ContainingType))
            .Any(level => IsMarkedByParameter(level, property.Name));
    }

    /// <summary>The marked properties of a type, those of its bases first, in the order of their declaration.</summary>
    public static EquatableArray<string> KeysOf(INamedTypeSymbol type)
        => type.AllProperties().Where(property => IsKey(property, type)).Select(property => property.Name).ToEquatableArray();

    /// <summary>The parameters of a type's constructors.</summary>
    public static IEnumerable<IParameterSymbol> Parameters(INamedTypeSymbol type)
        => type.InstanceConstructors.SelectMany(constructor => constructor.Parameters);

    /// <summary>Whether a symbol bears the attribute itself.</summary>
    public static bool IsMarked(ISymbol symbol) => symbol.GetAttributes().Has(KnownNames.RowKey);

    private static bool IsMarkedByParameter(INamedTypeSymbol type, string name)
        => type.IsRecord && Parameters(type).Any(parameter => parameter.Name == name && IsMarked(parameter));
}

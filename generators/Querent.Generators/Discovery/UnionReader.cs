using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads <c>[JsonPolymorphic]</c> and <c>[JsonDerivedType]</c>.</summary>
internal static class UnionReader
{
    private const string DefaultDiscriminator = "$type";

    /// <param name="type">The type that the attributes are on.</param>
    /// <param name="read">Takes a derived type up.</param>
    /// <returns>Null for a type that is always itself.</returns>
    public static UnionShape? Read(INamedTypeSymbol type, Func<ITypeSymbol, TypeRef> read)
    {
        List<AttributeData> derived = type.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.JsonDerivedType
                && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol { IsUnboundGenericType: false } }, ..])
            .ToList();
        if (derived.Count == 0)
        {
            return null;
        }

        string? name = type.GetAttributes().Find(KnownNames.JsonPolymorphic)?.Named("TypeDiscriminatorPropertyName") as string;
        return new UnionShape(name ?? DefaultDiscriminator, derived.Select(attribute => CaseOf(attribute, read)).ToEquatableArray());
    }

    /// <summary>The type that a step on the way through an answer means: <c>&lt;Dog&gt;</c>.</summary>
    public static ITypeSymbol? Find(ITypeSymbol union, string step)
        => union.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.JsonDerivedType)
            .Select(attribute => attribute.ConstructorArguments[0].Value as ITypeSymbol)
            .FirstOrDefault(type => type is not null && $"<{type.ShortName()}>" == step);

    private static UnionCase CaseOf(AttributeData attribute, Func<ITypeSymbol, TypeRef> read)
    {
        var type = (INamedTypeSymbol)attribute.ConstructorArguments[0].Value!;
        object? tag = attribute.ConstructorArguments is [_, { Value: var value }] ? value : null;
        string? text = tag is null ? null : Convert.ToString(tag, System.Globalization.CultureInfo.InvariantCulture);
        return new UnionCase(read(type), text, tag is int, type.AndItsBases().Count());
    }
}

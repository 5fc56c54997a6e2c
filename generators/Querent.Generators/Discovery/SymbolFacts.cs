using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Small questions to symbols.</summary>
internal static class SymbolFacts
{
    private static readonly SymbolDisplayFormat FullNameFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat ShortNameFormat = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary>The C# name from <c>global::</c> on, with the nullability of type arguments.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(FullNameFormat);

    /// <summary>The name as people write it.</summary>
    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(ShortNameFormat);

    /// <summary>The name with namespace and containing types, as reflection writes it.</summary>
    public static string MetadataName(this INamedTypeSymbol type)
        => type.ContainingType is { } outer
            ? $"{outer.MetadataName()}+{type.MetadataName}"
            : type.ContainingNamespace is { IsGlobalNamespace: false } space
                ? $"{space.MetadataName()}.{type.MetadataName}"
                : type.MetadataName;

    /// <summary>The name with all namespaces around it, as reflection writes it: no <c>@</c> before a keyword.</summary>
    public static string MetadataName(this INamespaceSymbol space)
        => space.ContainingNamespace is { IsGlobalNamespace: false } outer
            ? $"{outer.MetadataName()}.{space.MetadataName}"
            : space.MetadataName;

    /// <summary>Whether another type or namespace has the name of this one, or of one around it, but for the case of letters.</summary>
    public static bool HasTwin(this INamespaceOrTypeSymbol symbol)
    {
        for (INamespaceOrTypeSymbol? level = symbol; level is not null; level = level.ContainingType ?? (INamespaceOrTypeSymbol)level.ContainingNamespace)
        {
            INamespaceOrTypeSymbol? outer = level.ContainingType ?? (INamespaceOrTypeSymbol)level.ContainingNamespace;
            string name = level.MetadataName;
            bool hasTwin = outer?.GetMembers().Any(other =>
                other is INamespaceOrTypeSymbol
                && string.Equals(other.MetadataName, name, StringComparison.OrdinalIgnoreCase)
                && other.MetadataName != name) == true;
            if (hasTwin)
            {
                return true;
            }
        }

        return false;
    }

    public static AttributeData? Find(this ImmutableArray<AttributeData> attributes, string metadataName)
    {
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.AttributeClass is { Arity: 0 } type && type.Is(metadataName))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>All attributes of a type, in the order of their declaration.</summary>
    public static IEnumerable<AttributeData> FindAll(this ImmutableArray<AttributeData> attributes, string metadataName)
        => attributes.Where(attribute => attribute.AttributeClass is { Arity: 0 } type && type.Is(metadataName));

    public static bool Has(this ImmutableArray<AttributeData> attributes, string metadataName)
        => attributes.Find(metadataName) is not null;

    /// <summary>The first positional argument, when it is a string.</summary>
    public static string? FirstString(this AttributeData? attribute)
        => attribute is { ConstructorArguments: [{ Kind: TypedConstantKind.Primitive, Value: string text }, ..] } ? text : null;

    /// <summary>The first positional argument, when it is an <c>int</c>.</summary>
    public static int? FirstInteger(this AttributeData? attribute)
        => attribute is { ConstructorArguments: [{ Kind: TypedConstantKind.Primitive, Value: int number }, ..] } ? number : null;

    public static object? Named(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    /// <summary>A named argument that is a list of texts; null where it is left out.</summary>
    public static EquatableArray<string>? NamedStrings(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false })
            {
                return argument.Value.Strings();
            }
        }

        return null;
    }

    /// <summary>A named argument that is a list of classes or structs.</summary>
    public static IEnumerable<INamedTypeSymbol> NamedTypes(this AttributeData attribute, string name)
        => attribute.NamedArguments
            .Where(argument => argument.Key == name && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false })
            .SelectMany(argument => argument.Value.Values)
            .Select(item => item.Value)
            .OfType<INamedTypeSymbol>()
            .Where(type => type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsUnboundGenericType: false });

    /// <summary>A type and its bases, the nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> Lineage(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            yield return level;
        }
    }

    /// <summary>The types that a row names in an argument of its attribute, and then those that its base rows do, whose templates it inherits.</summary>
    public static IEnumerable<INamedTypeSymbol> NamedByRows(this INamedTypeSymbol row, string name)
        => row.Lineage()
            .SelectMany(level => level.GetAttributes().Find(KnownNames.QueryRow)?.NamedTypes(name) ?? [])
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>The texts of a list.</summary>
    public static EquatableArray<string> Strings(this TypedConstant list)
        => list.Values.Select(value => value.Value as string ?? "").ToEquatableArray();

    /// <summary>What an <c>[Image]</c> says; null where there is none.</summary>
    public static ImageShape? Image(this ImmutableArray<AttributeData> attributes)
        => attributes.Find(KnownNames.Image) is { } image
            ? new ImageShape(image.Named(nameof(ImageShape.MediaType)) as string, image.Named(nameof(ImageShape.Detail)) as string)
            : null;

    /// <summary>Whether <c>[JsonIgnore]</c> leaves a member out at all times.</summary>
    public static bool IsJsonIgnored(this ImmutableArray<AttributeData> attributes)
    {
        const int Always = 1;
        return attributes.Find(KnownNames.JsonIgnore) is { } ignore && ignore.Named("Condition") is null or Always;
    }

    /// <summary>The converter that decides the JSON of a member or type; null for none, and for one that writes an enum's names.</summary>
    public static string? Converter(this ImmutableArray<AttributeData> attributes)
    {
        AttributeData? converter = attributes.FirstOrDefault(attribute =>
            attribute.AttributeClass?.AndItsBases().OfType<INamedTypeSymbol>().Any(level => level.Is(KnownNames.JsonConverter)) == true);
        return converter switch
        {
            null => null,
            { ConstructorArguments: [{ Value: INamedTypeSymbol { Name: "JsonStringEnumConverter" } type }, ..] } when type.IsInSystem() => null,
            { ConstructorArguments: [{ Value: INamedTypeSymbol type }, ..] } => type.ShortName(),
            _ => converter.AttributeClass!.ShortName(),
        };
    }

    public static bool IsInSystem(this ITypeSymbol type)
    {
        INamespaceSymbol? space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { IsGlobalNamespace: false, Name: "System" };
    }

    /// <summary>Whether it is an error to use a member.</summary>
    public static bool IsForbidden(this ISymbol member)
        => member.GetAttributes().Find(KnownNames.Obsolete) is { ConstructorArguments: [_, { Value: true }, ..] };

    /// <summary>
    /// The instance properties of a type and its bases, the bases' first; a hidden or overridden one gives way, and what two
    /// interfaces both call by one name cannot be called by it.
    /// </summary>
    public static ImmutableArray<IPropertySymbol> AllProperties(this ITypeSymbol type)
    {
        var properties = ImmutableArray.CreateBuilder<IPropertySymbol>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var ambiguous = new HashSet<IPropertySymbol>(SymbolEqualityComparer.Default);
        foreach (ITypeSymbol level in Levels(type))
        {
            foreach (ISymbol member in level.GetMembers())
            {
                // A name is missing where the author still types it.
                if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, Name.Length: > 0 } property
                    || !property.ExplicitInterfaceImplementations.IsEmpty)
                {
                    continue;
                }

                if (places.TryGetValue(property.Name, out int place))
                {
                    INamedTypeSymbol hidden = properties[place].ContainingType;
                    if (level.TypeKind == TypeKind.Interface && !level.AllInterfaces.Contains(hidden, SymbolEqualityComparer.Default))
                    {
                        ambiguous.Add(property);
                    }

                    properties[place] = property;
                }
                else
                {
                    places.Add(property.Name, properties.Count);
                    properties.Add(property);
                }
            }
        }

        properties.RemoveAll(ambiguous.Contains);
        return properties.ToImmutable();
    }

    /// <summary>Whether a value may be null, itself or inside, where another type that it converts to says that it is not.</summary>
    public static bool LosesNull(this ITypeSymbol source, ITypeSymbol target)
    {
        if (source is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } && target.NullableAnnotation == NullableAnnotation.NotAnnotated)
        {
            return true;
        }

        return (source, target) switch
        {
            (IArrayTypeSymbol from, IArrayTypeSymbol to) => from.ElementType.LosesNull(to.ElementType),
            (INamedTypeSymbol from, INamedTypeSymbol { IsGenericType: true } to) => ArgumentsLoseNull(from, to),
            (IArrayTypeSymbol from, INamedTypeSymbol { IsGenericType: true } to) =>
                from.AllInterfaces.FirstOrDefault(candidate => IsSameButForArguments(candidate, to)) is { } match && ArgumentsLoseNull(match, to),
            _ => false,
        };
    }

    private static bool IsSameButForArguments(ITypeSymbol one, ITypeSymbol other)
        => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition);

    private static bool ArgumentsLoseNull(INamedTypeSymbol source, INamedTypeSymbol target)
    {
        INamedTypeSymbol? match = Levels(source).Concat(source.AllInterfaces).OfType<INamedTypeSymbol>().FirstOrDefault(level => IsSameButForArguments(level, target));
        for (int i = 0; i < (match?.TypeArguments.Length ?? 0); i++)
        {
            ITypeSymbol from = match!.TypeArguments[i];
            ITypeSymbol to = target.TypeArguments[i];
            if (from.LosesNull(to) || (target.TypeParameters[i].Variance == VarianceKind.None && to.LosesNull(from)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A field that has to be set where an object is made; null for none.</summary>
    public static string? RequiredField(this ITypeSymbol type)
        => Levels(type).SelectMany(level => level.GetMembers()).OfType<IFieldSymbol>().FirstOrDefault(field => field.IsRequired)?.Name;

    /// <summary>A class with those that it derives from, the most derived first.</summary>
    public static IEnumerable<ITypeSymbol> AndItsBases(this ITypeSymbol type)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            yield return level;
        }
    }

    private static IEnumerable<ITypeSymbol> Levels(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            return type.AllInterfaces.Reverse().Cast<ITypeSymbol>().Append(type);
        }

        var levels = new Stack<ITypeSymbol>();
        for (ITypeSymbol? level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            levels.Push(level);
        }

        return levels;
    }

    private static bool Is(this INamedTypeSymbol type, string metadataName)
    {
        int dot = metadataName.LastIndexOf('.');
        return type.ContainingType is null
            && string.CompareOrdinal(metadataName, dot + 1, type.MetadataName, 0, int.MaxValue) == 0
            && type.ContainingNamespace.ToDisplayString() == metadataName.Substring(0, dot);
    }
}

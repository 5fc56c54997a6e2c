using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Says what a type is to prompts, answers and columns.</summary>
internal static class TypeClassifier
{
    private const string Generic = "System.Collections.Generic";
    private const string Immutable = "System.Collections.Immutable";

    private static readonly Dictionary<string, ListForm> Lists = new(StringComparer.Ordinal)
    {
        [$"{Generic}.List<T>"] = ListForm.List,
        [$"{Generic}.IList<T>"] = ListForm.List,
        [$"{Generic}.ICollection<T>"] = ListForm.List,
        [$"{Generic}.IReadOnlyList<T>"] = ListForm.List,
        [$"{Generic}.IReadOnlyCollection<T>"] = ListForm.List,
        [$"{Generic}.IEnumerable<T>"] = ListForm.List,
        [$"{Generic}.HashSet<T>"] = ListForm.Set,
        [$"{Generic}.ISet<T>"] = ListForm.Set,
        [$"{Generic}.IReadOnlySet<T>"] = ListForm.Set,
        [$"{Immutable}.ImmutableArray<T>"] = ListForm.ImmutableArray,
        [$"{Immutable}.ImmutableList<T>"] = ListForm.Immutable,
        [$"{Immutable}.IImmutableList<T>"] = ListForm.Immutable,
        [$"{Immutable}.ImmutableHashSet<T>"] = ListForm.ImmutableSet,
        [$"{Immutable}.IImmutableSet<T>"] = ListForm.ImmutableSet,
    };

    private static readonly Dictionary<string, ListForm> Maps = new(StringComparer.Ordinal)
    {
        [$"{Generic}.Dictionary<TKey, TValue>"] = ListForm.List,
        [$"{Generic}.IDictionary<TKey, TValue>"] = ListForm.List,
        [$"{Generic}.IReadOnlyDictionary<TKey, TValue>"] = ListForm.List,
        [$"{Immutable}.ImmutableDictionary<TKey, TValue>"] = ListForm.Immutable,
        [$"{Immutable}.IImmutableDictionary<TKey, TValue>"] = ListForm.Immutable,
    };

    private static readonly Dictionary<string, ValueKind> ByName = new(StringComparer.Ordinal)
    {
        ["System.Guid"] = ValueKind.Guid,
        ["System.DateTimeOffset"] = ValueKind.DateTimeOffset,
        ["System.DateOnly"] = ValueKind.DateOnly,
        ["System.TimeOnly"] = ValueKind.TimeOnly,
        ["System.TimeSpan"] = ValueKind.TimeSpan,
        ["System.Uri"] = ValueKind.Uri,
        ["System.Text.Json.JsonElement"] = ValueKind.JsonElement,
    };

    /// <param name="type">The type, not nullable.</param>
    /// <param name="element">The elements' type of a list, the values' type of a map.</param>
    /// <param name="form">How a list is made.</param>
    public static ValueKind Classify(ITypeSymbol type, out ITypeSymbol? element, out ListForm form)
    {
        element = null;
        form = default;
        if (Primitive(type.SpecialType) is { } primitive)
        {
            return primitive;
        }

        switch (type)
        {
            case IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte }:
                return ValueKind.Bytes;

            case IArrayTypeSymbol { IsSZArray: true } array:
                element = array.ElementType;
                form = ListForm.Array;
                return ValueKind.List;

            case INamedTypeSymbol { TypeKind: TypeKind.Enum }:
                return ValueKind.Enum;

            case INamedTypeSymbol named:
                return ClassifyNamed(named, out element, out form);

            default:
                return ValueKind.Opaque;
        }
    }

    private static ValueKind? Primitive(SpecialType type) => type switch
    {
        SpecialType.System_String => ValueKind.String,
        SpecialType.System_Boolean => ValueKind.Boolean,
        SpecialType.System_Char => ValueKind.Char,
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            => ValueKind.Integer,
        SpecialType.System_Single or SpecialType.System_Double => ValueKind.Float,
        SpecialType.System_Decimal => ValueKind.Decimal,
        SpecialType.System_DateTime => ValueKind.DateTime,
        SpecialType.System_Object or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate => ValueKind.Opaque,
        _ => null,
    };

    private static ValueKind ClassifyNamed(INamedTypeSymbol type, out ITypeSymbol? element, out ListForm form)
    {
        element = null;
        form = default;
        string name = type.OriginalDefinition.ToDisplayString();
        if (ByName.TryGetValue(name, out ValueKind kind))
        {
            return kind;
        }

        if (Lists.TryGetValue(name, out form))
        {
            element = type.TypeArguments[0];
            return ValueKind.List;
        }

        if (ImplementedMap(type) is { } map)
        {
            element = map.TypeArguments[1];
            form = Maps.TryGetValue(name, out ListForm known) ? known
                : IsAddedTo(type, map.TypeArguments) ? ListForm.Collection
                : ListForm.Sequence;
            return map.TypeArguments[0].TypeKind == TypeKind.Enum ? ValueKind.EnumMap : ValueKind.Map;
        }

        if (type.AllInterfaces.FirstOrDefault(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) is { } sequence)
        {
            element = sequence.TypeArguments[0];
            form = IsAddedTo(type, sequence.TypeArguments) ? ListForm.Collection : ListForm.Sequence;
            return ValueKind.List;
        }

        bool isObject = type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
            && !type.IsInSystem()
            && !type.IsUnboundGenericType;
        return isObject ? ValueKind.Object : ValueKind.Opaque;
    }

    /// <summary>The dictionary that a type is, by texts or by an enum's members; null for none.</summary>
    public static INamedTypeSymbol? ImplementedMap(INamedTypeSymbol type)
        => type.AllInterfaces.Prepend(type).FirstOrDefault(i =>
            i.TypeArguments is [{ SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Enum }, _]
            && i.OriginalDefinition.ToDisplayString() is "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>"
                or "System.Collections.Generic.IDictionary<TKey, TValue>");

    private static bool IsAddedTo(INamedTypeSymbol type, ImmutableArray<ITypeSymbol> item)
        => type is { TypeKind: TypeKind.Class, IsAbstract: false }
            && type.InstanceConstructors.Any(constructor => constructor is { DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: true })
            && type.AndItsBases().SelectMany(level => level.GetMembers("Add")).OfType<IMethodSymbol>().Any(add =>
                add is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsGenericMethod: false }
                && add.Parameters.Select(parameter => parameter.Type).SequenceEqual(item, SymbolEqualityComparer.Default));
}

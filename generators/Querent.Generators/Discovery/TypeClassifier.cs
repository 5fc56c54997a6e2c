using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Says what a type is to prompts, answers and columns.</summary>
internal static class TypeClassifier
{
    private const string ImmutableArrayName = "System.Collections.Immutable.ImmutableArray<T>";

    private static readonly HashSet<string> MadeAsList = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.List<T>",
        "System.Collections.Generic.IList<T>",
        "System.Collections.Generic.ICollection<T>",
        "System.Collections.Generic.IReadOnlyList<T>",
        "System.Collections.Generic.IReadOnlyCollection<T>",
        "System.Collections.Generic.IEnumerable<T>",
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

        if (MadeAsList.Contains(name) || name == ImmutableArrayName)
        {
            element = type.TypeArguments[0];
            form = name == ImmutableArrayName ? ListForm.ImmutableArray : ListForm.List;
            return ValueKind.List;
        }

        if (ImplementedMap(type) is { } map)
        {
            element = map.TypeArguments[1];
            return ValueKind.Map;
        }

        if (type.AllInterfaces.FirstOrDefault(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) is { } sequence)
        {
            element = sequence.TypeArguments[0];
            form = ListForm.Sequence;
            return ValueKind.List;
        }

        bool isObject = type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
            && !type.IsInSystem()
            && !type.IsUnboundGenericType;
        return isObject ? ValueKind.Object : ValueKind.Opaque;
    }

    private static INamedTypeSymbol? ImplementedMap(INamedTypeSymbol type)
        => type.AllInterfaces.Prepend(type).FirstOrDefault(i =>
            i.TypeArguments is [{ SpecialType: SpecialType.System_String }, _]
            && i.OriginalDefinition.ToDisplayString() is "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>"
                or "System.Collections.Generic.IDictionary<TKey, TValue>");
}

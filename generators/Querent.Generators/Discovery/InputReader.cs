using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads <c>[QueryRow(Input = typeof(T))]</c>.</summary>
internal static class InputReader
{
    /// <param name="row">The row.</param>
    /// <param name="attribute">Its <c>[QueryRow]</c>.</param>
    /// <param name="types">Takes the input's type up.</param>
    /// <param name="inputType">The type that was named.</param>
    public static InputShape? Read(INamedTypeSymbol row, AttributeData attribute, TypeReader types, out INamedTypeSymbol? inputType)
    {
        inputType = null;
        if (attribute.Named("Input") is not ITypeSymbol type)
        {
            return null;
        }

        inputType = type as INamedTypeSymbol;
        string? unsuitable = type switch
        {
            { TypeKind: TypeKind.Error } => "is not known",
            { IsValueType: true } => "is a struct",
            { TypeKind: TypeKind.Interface } => "is an interface",
            { IsStatic: true } => "is static",
            not INamedTypeSymbol { TypeKind: TypeKind.Class } => "is not a class",
            INamedTypeSymbol { IsUnboundGenericType: true } => "is generic without its type arguments",
            { SpecialType: not SpecialType.None } => "has no properties of its own",
            _ when SymbolEqualityComparer.Default.Equals(type, row) => "is the row itself",
            _ => TypeClassifier.Classify(type, out _, out _) switch
            {
                ValueKind.Object => null,
                ValueKind.List or ValueKind.Map or ValueKind.EnumMap => "is a collection, whose own properties are not looked into",
                _ => "is a type of the system, which is not looked into",
            },
        };
        bool isAsVisible = RowReader.IsVisible(type, isPublic: true) || !RowReader.IsVisible(row, isPublic: true);
        return new InputShape(types.Read(type), unsuitable, isAsVisible)
        {
            Keys = unsuitable is null ? RowKeyReader.KeysOf(inputType!) : default,
        };
    }

    /// <summary>How a property of the row finds its value on the input.</summary>
    public static InputMatch Match(IPropertySymbol property, INamedTypeSymbol inputType, Compilation compilation, out string? memberType)
    {
        IPropertySymbol? source = inputType.AllProperties().FirstOrDefault(candidate => candidate.Name == property.Name);
        memberType = source?.Type.ShortName();
        if (source is not { DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public }
            || source.IsForbidden())
        {
            return InputMatch.Missing;
        }

        if (!compilation.ClassifyCommonConversion(source.Type, property.Type).IsImplicit)
        {
            return InputMatch.WrongType;
        }

        bool mayBeNull = source.Type.IsReferenceType
            && property.Type.NullableAnnotation == NullableAnnotation.NotAnnotated
            && source.GetAttributes().Concat(source.GetMethod.GetReturnTypeAttributes()).Any(attribute => attribute.AttributeClass?.Name == "MaybeNullAttribute");
        memberType += mayBeNull && source.Type.NullableAnnotation != NullableAnnotation.Annotated ? "?" : "";
        return mayBeNull || source.Type.LosesNull(property.Type) ? InputMatch.Nullable : InputMatch.Fits;
    }
}

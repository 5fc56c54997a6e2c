using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Querent.Generators.Discovery;

/// <summary>Writes constants and attributes as C# that means the same anywhere.</summary>
internal static class ConstantText
{
    /// <summary>An attribute's application without its brackets.</summary>
    public static string Of(AttributeData attribute)
    {
        IEnumerable<string> arguments = attribute.ConstructorArguments.Select(Of)
            .Concat(attribute.NamedArguments.Select(argument => $"{Identifier.Escape(argument.Key)} = {Of(argument.Value)}"));
        string list = string.Join(", ", arguments);
        string name = attribute.AttributeClass!.FullName();
        return list.Length == 0 ? name : $"{name}({list})";
    }

    /// <summary>A constant of a type.</summary>
    public static string Of(ITypeSymbol type, object? value)
    {
        if (value is null)
        {
            bool isNullable = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
                || type.NullableAnnotation == NullableAnnotation.Annotated;
            return isNullable ? "null" : type.IsValueType ? "default" : "null!";
        }

        return UnderNullable(type) is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration
            ? OfEnum(enumeration, value)
            : OfPrimitive(value);
    }

    private static string Of(TypedConstant constant) => constant.Kind switch
    {
        _ when constant.IsNull => "null",   // an attribute's argument
        TypedConstantKind.Array =>
            $"new {constant.Type!.FullName()} {{ {string.Join(", ", constant.Values.Select(Of))} }}",
        TypedConstantKind.Type => $"typeof({TypeOf((ITypeSymbol)constant.Value!)})",
        _ => Of(constant.Type!, constant.Value),
    };

    private static string TypeOf(ITypeSymbol type)
        => type is INamedTypeSymbol { IsUnboundGenericType: true } open
            ? open.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            : type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static ITypeSymbol UnderNullable(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    private static string OfEnum(INamedTypeSymbol enumeration, object value)
    {
        foreach (ISymbol member in enumeration.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, value))
            {
                return $"{enumeration.FullName()}.{Identifier.Escape(field.Name)}";
            }
        }

        return $"({enumeration.FullName()})({OfPrimitive(value)})";
    }

    private static string OfPrimitive(object value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };
}

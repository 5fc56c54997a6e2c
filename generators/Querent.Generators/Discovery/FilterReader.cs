using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads <c>[QueryRow(Filters = [typeof(T)])]</c>: the static methods of these types that can be filters.</summary>
internal static class FilterReader
{
    public static EquatableArray<FilterShape> Read(INamedTypeSymbol row, AttributeData attribute, TypeReader types, Compilation compilation)
    {
        var filters = ImmutableArray.CreateBuilder<FilterShape>();
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Filters", Value: { Kind: TypedConstantKind.Array, IsNull: false } })
            {
                foreach (TypedConstant item in argument.Value.Values)
                {
                    if (item.Value is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsUnboundGenericType: false } type)
                    {
                        filters.AddRange(type.GetMembers().OfType<IMethodSymbol>()
                            .Where(method => CanBeFilter(method) && compilation.IsSymbolAccessibleWithin(method, row))
                            .Select(method => Read(method, types)));
                    }
                }
            }
        }

        return new(filters.ToImmutable());
    }

    private static bool CanBeFilter(IMethodSymbol method)
        => method is { MethodKind: MethodKind.Ordinary, IsStatic: true, IsAsync: false, ReturnsVoid: false, ReturnsByRef: false, ReturnsByRefReadonly: false, Parameters.Length: > 0 }
            && !method.IsGenericMethod
            && !method.ReturnType.IsRefLikeType
            && method.Parameters.All(parameter => parameter is { RefKind: RefKind.None, IsParams: false, Type.IsRefLikeType: false })
            && !method.IsForbidden();

    private static FilterShape Read(IMethodSymbol method, TypeReader types) => new(
        method.Name,
        $"{method.ContainingType.FullName()}.{Identifier.Escape(method.Name)}",
        types.Read(method.Parameters[0].Type),
        method.Parameters.Skip(1)
            .Select(parameter => new FilterParameterShape(parameter.Name, types.Read(parameter.Type), parameter.HasExplicitDefaultValue))
            .ToEquatableArray(),
        types.Read(method.ReturnType));
}

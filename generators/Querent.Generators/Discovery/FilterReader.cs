using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads <c>[QueryRow(Filters = [typeof(T)])]</c>: the static methods of these types that can be filters.</summary>
internal static class FilterReader
{
    public static EquatableArray<FilterShape> Read(INamedTypeSymbol row, TypeReader types, Compilation compilation)
    {
        var filters = ImmutableArray.CreateBuilder<FilterShape>();
        foreach (INamedTypeSymbol type in row.NamedByRows("Filters"))
        {
            filters.AddRange(type.GetMembers().OfType<IMethodSymbol>()
                .Where(method => CanBeFilter(method) && compilation.IsSymbolAccessibleWithin(method, row))
                .Select(method => Read(method, types)));
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
        Taken(method.Parameters[0], types),
        method.Parameters.Skip(1)
            .Select(parameter => new FilterParameterShape(parameter.Name, Taken(parameter, types), parameter.HasExplicitDefaultValue))
            .ToEquatableArray(),
        Returned(method, types),
        method.ContainingType.GetMembers(method.Name).Length > 1);

    private static TypeRef Taken(IParameterSymbol parameter, TypeReader types)
    {
        TypeRef type = types.Read(parameter.Type);
        ImmutableArray<AttributeData> attributes = parameter.GetAttributes();
        return attributes.Has(KnownNames.DisallowNull) ? type with { IsNullable = false }
            : parameter.Type.IsReferenceType && attributes.Has(KnownNames.AllowNull) ? type with { IsNullable = true }
            : type;
    }

    private static TypeRef Returned(IMethodSymbol method, TypeReader types)
    {
        TypeRef type = types.Read(method.ReturnType);
        ImmutableArray<AttributeData> attributes = method.GetReturnTypeAttributes();
        return !method.ReturnType.IsReferenceType ? type   // a Nullable<T> stays one
            : attributes.Has(KnownNames.MaybeNull) ? type with { IsNullable = true }
            : attributes.Has(KnownNames.NotNull) ? type with { IsNullable = false }
            : type;
    }
}

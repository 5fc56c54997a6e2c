using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Finds out how an object of an answer can be made.</summary>
internal static class ConstructorReader
{
    /// <summary>
    /// The constructor to use: the one marked <c>[JsonConstructor]</c>, or the only public one, or the one without
    /// parameters; null with a reason when there is none. A struct's own that every struct has counts where no other does.
    /// </summary>
    public static IMethodSymbol? Choose(INamedTypeSymbol type, out string? problem)
    {
        problem = type switch
        {
            { TypeKind: TypeKind.Interface } => "it is an interface",
            { IsAbstract: true } => "it is abstract",
            _ => null,
        };
        ImmutableArray<IMethodSymbol> constructors = type.InstanceConstructors
            .Where(candidate => candidate.DeclaredAccessibility == Accessibility.Public && !IsCopy(candidate)
                && !(type.IsValueType && candidate.IsImplicitlyDeclared && candidate.Parameters.IsEmpty))
            .ToImmutableArray();
        IMethodSymbol? chosen = constructors.Length == 1
            ? constructors[0]
            : constructors.FirstOrDefault(candidate => candidate.GetAttributes().Has(KnownNames.JsonConstructor))
                ?? constructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty);
        if (chosen is null && type.IsValueType)
        {
            chosen = type.InstanceConstructors.FirstOrDefault(candidate => candidate is { IsImplicitlyDeclared: true, Parameters.IsEmpty: true });
        }
        else if (chosen is null)
        {
            problem ??= constructors.IsEmpty ? "it has no public constructor" : "it has several public constructors";
        }

        return chosen;
    }

    /// <summary>The constructor's parameters with the properties that they set, by name.</summary>
    public static EquatableArray<ParameterShape> ReadParameters(IMethodSymbol constructor, ImmutableArray<IPropertySymbol> properties)
        => constructor.Parameters
            .Select(parameter => new ParameterShape(parameter.Name, IndexOf(parameter, properties), parameter.HasExplicitDefaultValue))
            .ToEquatableArray();

    private static int IndexOf(IParameterSymbol parameter, ImmutableArray<IPropertySymbol> properties)
    {
        for (int i = 0; i < properties.Length; i++)
        {
            if (string.Equals(properties[i].Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(properties[i].Type, parameter.Type)
                && !properties[i].Type.LosesNull(parameter.Type))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsCopy(IMethodSymbol constructor)
        => constructor is { Parameters: [{ Type: var only }] } && SymbolEqualityComparer.Default.Equals(only, constructor.ContainingType);
}

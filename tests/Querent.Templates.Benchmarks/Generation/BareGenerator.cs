using Microsoft.CodeAnalysis;

namespace Querent.Templates.Benchmarks.Generation;

/// <summary>What any generator pays that finds its types by attribute: it looks at each type's members and attributes and keeps their number.</summary>
internal sealed class BareGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName("Querent.QueryRowAttribute", static (_, _) => true, static (row, _) =>
                ((INamedTypeSymbol)row.TargetSymbol).GetMembers().OfType<IPropertySymbol>().Sum(property => property.GetAttributes().Sum(attribute => attribute.ConstructorArguments.Length) + (property.Type.IsReferenceType ? 1 : 0))),
            static (_, _) => { });
}

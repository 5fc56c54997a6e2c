using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads the properties of a row that <c>[Lookup]</c> fills from files.</summary>
internal static class LookupReader
{
    private const string Table = "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>";

    public static EquatableArray<LookupShape> Read(INamedTypeSymbol row, TypeReader types, CancellationToken cancellationToken)
        => row.GetMembers().OfType<IPropertySymbol>()
            .Select(property => Read(property, types, cancellationToken))
            .OfType<LookupShape>()
            .ToEquatableArray();

    private static LookupShape? Read(IPropertySymbol property, TypeReader types, CancellationToken cancellationToken)
        => property.GetAttributes().Find(KnownNames.Lookup) is not { } attribute ? null
            : new LookupShape(property.Name, attribute.FirstString() ?? "", attribute.Named(nameof(LookupShape.Key)) as string, types.Read(property.Type))
            {
                Modifiers = ModifiersOf(property, cancellationToken),
                IsOpen = IsOpen(property),
                Unsuitable = Problem(property),
            };

    private static string? Problem(IPropertySymbol property)
        => property.Type is not INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String, NullableAnnotation: not NullableAnnotation.Annotated }, _], NullableAnnotation: not NullableAnnotation.Annotated } type
            || type.OriginalDefinition.ToDisplayString() != Table ? "its type has to be an 'IReadOnlyDictionary<string, T>'"
            : !property.IsStatic ? "it has to be 'static', for it is the same for all rows"
            : property.SetMethod is not null ? "it has to be without a 'set', for nothing sets it"
            : !property.IsPartialDefinition ? "it has to be 'partial', and end in '{ get; }'"
            : property.PartialImplementationPart is { } other && !RowReader.IsOurs(other) ? "it has a body already; leave that to the generator"
            : null;

    private static bool IsOpen(IPropertySymbol property)
        => property is { IsPartialDefinition: true, SetMethod: null, IsIndexer: false }
            && (property.PartialImplementationPart is not { } other || RowReader.IsOurs(other));

    private static string ModifiersOf(IPropertySymbol property, CancellationToken cancellationToken)
        => property.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<PropertyDeclarationSyntax>().FirstOrDefault() is { } syntax
            ? string.Join(" ", syntax.Modifiers.Select(modifier => modifier.Text))
            : "";
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads the type of a property marked <c>[QueryMatrix]</c>, and the criteria that its enum declares.</summary>
internal static class MatrixReader
{
    /// <summary>The row's enum of case studies, which is not there yet when the generator looks.</summary>
    public const string CaseName = "Case";

    /// <summary>Whether a type is a matrix.</summary>
    public static bool IsMatrix(ITypeSymbol type)
        => type is INamedTypeSymbol { Name: "Matrix", Arity: 3, ContainingNamespace: { Name: "Querent", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether a type is a matrix of a row's own case studies.</summary>
    public static bool IsMatrixOf(ITypeSymbol type, INamedTypeSymbol? caseOwner)
        => caseOwner is not null && IsMatrix(type) && IsCase(((INamedTypeSymbol)type).TypeArguments[0], caseOwner);

    /// <param name="property">The property.</param>
    /// <param name="caseOwner">The type that the row's case studies are declared by.</param>
    /// <param name="types">Where types go.</param>
    /// <param name="answer">The type of a cell's answer; the property's own where it is no matrix.</param>
    public static MatrixShape Read(IPropertySymbol property, INamedTypeSymbol? caseOwner, TypeReader types, out ITypeSymbol answer)
    {
        ITypeSymbol type = property.Type;
        answer = type;
        if (!IsMatrix(type))
        {
            return new MatrixShape(type.ShortName(), MatrixFault.NoMatrix, default, default);
        }

        ImmutableArray<ITypeSymbol> arguments = ((INamedTypeSymbol)type).TypeArguments;
        answer = arguments[2];
        MatrixFault fault = type.NullableAnnotation == NullableAnnotation.Annotated ? MatrixFault.Nullable
            : IsOfBaseRow(property, caseOwner) ? MatrixFault.CasesOfBase
            : !IsCase(arguments[0], caseOwner) ? MatrixFault.ForeignCase
            : arguments[1].TypeKind != TypeKind.Enum ? MatrixFault.NoEnum
            : MatrixFault.None;
        return arguments[1].TypeKind == TypeKind.Enum
            ? new MatrixShape(type.ShortName(), fault, types.Read(arguments[1]), ReadCriteria(arguments[1]))
            : new MatrixShape(type.ShortName(), fault, default, default);
    }

    /// <summary>Whether a type is the enum of a row's case studies, which may not be there yet.</summary>
    /// <param name="type">The type.</param>
    /// <param name="owner">The row that declares them.</param>
    public static bool IsCase(ITypeSymbol type, INamedTypeSymbol? owner) => type switch
    {
        IErrorTypeSymbol { Name: CaseName, Arity: 0, ContainingSymbol: INamedTypeSymbol outer } when owner is not null => SymbolEqualityComparer.Default.Equals(outer, owner),
        IErrorTypeSymbol { Name: CaseName, Arity: 0 } => true,
        INamedTypeSymbol { Name: CaseName, ContainingType: { } outer } => SymbolEqualityComparer.Default.Equals(outer, owner),
        _ => false,
    };

    // A base row's matrix is over the enum that was generated for the base row.
    private static bool IsOfBaseRow(IPropertySymbol property, INamedTypeSymbol? owner)
        => property.ContainingType.GetAttributes().Has(KnownNames.QueryRow)
            && CaseStudyReader.OwnerOf(property.ContainingType) is { } declared
            && !SymbolEqualityComparer.Default.Equals(declared, owner);

    private static EquatableArray<CriterionShape> ReadCriteria(ITypeSymbol type)
        => type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue && !field.IsForbidden()).Select(Read).ToEquatableArray();

    private static CriterionShape Read(IFieldSymbol field)
    {
        ImmutableArray<AttributeData> attributes = field.GetAttributes();
        AttributeData? criterion = attributes.Find(KnownNames.Criterion);
        return new CriterionShape(field.Name, attributes.Find(KnownNames.JsonStringEnumMemberName).FirstString() ?? field.Name)
        {
            Code = criterion?.Named(nameof(CriterionShape.Code)) as string ?? field.Name,
            Description = criterion.FirstString() ?? attributes.Find(KnownNames.Description).FirstString(),
            Subcriteria = criterion?.NamedStrings(nameof(CriterionShape.Subcriteria)) ?? default,
            MaxOutputTokens = criterion?.Named(nameof(CriterionShape.MaxOutputTokens)) as int?,
            Template = criterion?.Named(nameof(CriterionShape.Template)) as string,
            File = criterion?.Named(nameof(CriterionShape.File)) as string,
            Cases = criterion?.NamedStrings(nameof(CriterionShape.Cases)) is { Count: > 0 } cases ? cases : null,
        };
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads the properties of a row and says which are queries and which come in.</summary>
internal sealed class RowMemberReader(
    INamedTypeSymbol row,
    IMethodSymbol? primary,
    INamedTypeSymbol? inputType,
    INamedTypeSymbol? caseOwner,
    TypeReader types,
    NamingPolicy naming,
    Compilation compilation,
    CancellationToken cancellationToken)
{
    /// <summary>The property that holds an answer which is no object by itself.</summary>
    private const string AnswerName = "answer";

    public RowMember Read(IPropertySymbol property)
    {
        IParameterSymbol? parameter = primary?.Parameters.FirstOrDefault(candidate => candidate.Name == property.Name);
        ImmutableArray<AttributeData> own = property.GetAttributes();
        ImmutableArray<AttributeData> positional = parameter?.GetAttributes() ?? [];
        ITypeSymbol type = property.Type;
        QueryShape? query = (ReadQuery(own) ?? ReadQuery(positional)) is { } read
            ? read with { TokenBudget = (own.Find(KnownNames.TokenBudget) ?? positional.Find(KnownNames.TokenBudget)).FirstInteger() }
            : null;
        if (query is not null && (query.IsMatrix || MatrixReader.IsMatrix(type)))
        {
            query = query with { Matrix = MatrixReader.Read(property, caseOwner, types, out type) };
        }

        TypeRef reference = types.Read(type);
        RowMemberRole role = RoleOf(property, query, parameter is not null);
        if (role == RowMemberRole.None)
        {
            return new RowMember(property.Name, role, reference) { IsRowKey = RowKeyReader.IsKey(property, row) };
        }

        bool isQueryTwice = (own.Has(KnownNames.Query) || positional.Has(KnownNames.Query)) && (own.Has(KnownNames.QueryMatrix) || positional.Has(KnownNames.QueryMatrix));
        string? initializer = ReadInitializer(property, out bool hasUnusableInitializer);
        bool acceptsDefault = property.Type.IsValueType || property.Type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        string? memberType = null;
        TypeRef answer = query?.When is null ? reference : reference with { IsNullable = false };
        string? columnName = own.Find(KnownNames.JsonPropertyName).FirstString();
        return new RowMember(property.Name, role, reference)
        {
            IsRequired = property.IsRequired,
            IsPositional = parameter is not null,
            IsSettable = property.SetMethod is { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal },
            Initializer = initializer,
            NeedsValue = property.IsRequired || hasUnusableInitializer || (initializer is null && !acceptsDefault),
            Attributes = role == RowMemberRole.Input && inputType is null ? Copy(own, positional, parameter is not null) : default,
            IsIgnored = own.IsJsonIgnored(),
            IsInherited = !SymbolEqualityComparer.Default.Equals(property.ContainingType, row),
            IsKey = own.Has(KnownNames.Key) || positional.Has(KnownNames.Key),
            IsRowKey = RowKeyReader.IsKey(property, row),
            IsInheritedFromRow = !SymbolEqualityComparer.Default.Equals(property.ContainingType, row)
                && property.ContainingType.GetAttributes().Has(KnownNames.QueryRow),
            DocReference = property.ContainingType.IsGenericType ? null : $"{property.ContainingType.FullName()}.{Identifier.Escape(property.Name)}",
            ColumnName = columnName ?? (query?.Matrix is null ? naming.NameOf(property.Name) : ""),
            Image = own.Image() ?? positional.Image(),
            IsQueryTwice = isQueryTwice,
            IsUnmarkedMatrix = query is null && MatrixReader.IsMatrixOf(property.Type, caseOwner),
            Query = query,
            AnswerType = answer,
            Answer = query is null ? null : MemberReader.Read(property, primary, answer, naming) with { WireName = AnswerName },
            Examples = query is null ? default : ExampleReader.Read(own.AddRange(positional)),
            IsMandatory = property.IsRequired || parameter is { HasExplicitDefaultValue: false },
            InputMatch = role == RowMemberRole.Input && inputType is not null
                ? InputReader.Match(property, inputType, compilation, out memberType)
                : InputMatch.Fits,
            InputMemberType = memberType,
        };
    }

    private static RowMemberRole RoleOf(IPropertySymbol property, QueryShape? query, bool isPositional)
    {
        if (query is not null)
        {
            return RowMemberRole.Query;
        }

        bool isReadable = property.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
            && property.GetMethod is not null;
        bool isSettable = property.SetMethod is { DeclaredAccessibility: var setter } && setter == property.DeclaredAccessibility;
        bool isOffered = property.DeclaredAccessibility == Accessibility.Public || property.IsRequired;
        return isPositional || (isReadable && isSettable && isOffered) ? RowMemberRole.Input : RowMemberRole.None;
    }

    private static QueryShape? ReadQuery(ImmutableArray<AttributeData> attributes)
        => (attributes.Find(KnownNames.Query) ?? attributes.Find(KnownNames.QueryMatrix)) is { } query
            ? new QueryShape(query.FirstString() ?? "", query.Named(nameof(QueryShape.File)) as string)
            {
                IsMatrix = query.AttributeClass!.Name == "QueryMatrixAttribute",
                IsUnreadable = query.ConstructorArguments is [{ Kind: TypedConstantKind.Error }, ..],
                When = query.Named(nameof(QueryShape.When)) as string,
                Request = RequestReader.Read(query),
            }
            : null;

    private string? ReadInitializer(IPropertySymbol property, out bool isUnusable)
    {
        isUnusable = false;
        SyntaxNode? declaration = property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        if (declaration is not PropertyDeclarationSyntax { Initializer.Value: var value })
        {
            return null;
        }

        Optional<object?> constant = compilation.ContainsSyntaxTree(value.SyntaxTree)
            ? compilation.GetSemanticModel(value.SyntaxTree).GetConstantValue(value, cancellationToken)
            : default;
        bool isNull = constant is { HasValue: true, Value: null } && property.Type.IsReferenceType;
        bool isNullForNothing = isNull && property.Type.NullableAnnotation == NullableAnnotation.NotAnnotated;
        isUnusable = !constant.HasValue || isNullForNothing;
        return isUnusable || isNull ? null : ConstantText.Of(property.Type, constant.Value);
    }

    private static EquatableArray<string> Copy(ImmutableArray<AttributeData> own, ImmutableArray<AttributeData> positional, bool isPositional)
        => own.Where(IsCopied).Select(attribute => isPositional ? "property: " + ConstantText.Of(attribute) : ConstantText.Of(attribute))
            .Concat(positional.Where(IsCopied).Select(ConstantText.Of))
            .ToEquatableArray();

    private static bool IsCopied(AttributeData attribute)
        => attribute.AttributeClass is { TypeKind: not TypeKind.Error } type
            && type.ContainingNamespace.ToDisplayString() is not ("Querent" or "System.Runtime.CompilerServices");
}

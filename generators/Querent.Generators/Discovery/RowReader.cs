using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads a type marked <c>[QueryRow]</c> into a <see cref="RowShape"/>.</summary>
internal static class RowReader
{
    private static readonly ImmutableArray<string> Reserved = ["Input", "Prompts", MatrixReader.CaseName];

    /// <param name="row">The type.</param>
    /// <param name="compilation">Its compilation.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null for a type that is no row after all.</returns>
    public static RowShape? Read(INamedTypeSymbol row, Compilation compilation, CancellationToken cancellationToken)
    {
        if (row.Name.Length == 0 || row.GetAttributes().Find(KnownNames.QueryRow) is not { } attribute)
        {
            return null;
        }

        var naming = (NamingPolicy)(attribute.Named(nameof(RowShape.Naming)) as int? ?? 0);
        var types = new TypeReader(naming);
        IMethodSymbol? primary = PrimaryConstructor(row, cancellationToken);
        ImmutableArray<IPropertySymbol> properties = row.AllProperties();
        INamedTypeSymbol? caseOwner = CaseStudyReader.OwnerOf(row);
        EquatableArray<CaseStudyShape> studies = CaseStudyReader.Read(row, properties, primary);
        TypeRef? caseType = caseOwner is null ? null : types.AddCase(caseOwner, CaseOf(caseOwner, studies));
        InputShape? input = InputReader.Read(row, attribute, types, out INamedTypeSymbol? inputType);
        bool declaresCase = SymbolEqualityComparer.Default.Equals(caseOwner, row);
        var members = new RowMemberReader(row, primary, inputType, caseOwner, types, naming, compilation, cancellationToken);
        return new RowShape(NamespaceOf(row), row.Name, row.MetadataName(), row.FullName())
        {
            ContainingTypes = ContainingTypes(row, cancellationToken),
            Traits = Traits(row, primary, compilation, cancellationToken),
            LanguageVersion = (int)(LanguageVersionOf(row) ?? LanguageVersion.Default),
            SystemMessage = attribute.Named("System") as string,
            SystemFile = attribute.Named(nameof(RowShape.SystemFile)) as string,
            TokenBudget = row.GetAttributes().Find(KnownNames.TokenBudget).FirstInteger(),
            Naming = naming,
            Profile = (SchemaProfile)(attribute.Named(nameof(SchemaProfile)) as int? ?? 0),
            Members = properties.Select(members.Read).ToEquatableArray(),
            Positional = Positional(primary, properties),
            CaseStudies = studies,
            Case = caseType,
            DeclaresCase = declaresCase,
            Request = RequestReader.Read(attribute),
            ReservedNames = Reserved
                .Where(name => name != MatrixReader.CaseName || declaresCase)
                .Where(name => name == row.Name || row.GetMembers(name).Any(member => !IsOurs(member)))
                .ToEquatableArray(),
            RequiredField = row.RequiredField(),
            Unchecked = ConstraintReader.OnRow(row),
            Input = input,
            Tables = TableReader.Read(row, types, compilation),
            Lookups = LookupReader.Read(row, types, cancellationToken),
            Filters = FilterReader.Read(row, types, compilation),
            Types = types.ToTable(),
        };
    }

    private static TypeShape CaseOf(INamedTypeSymbol owner, EquatableArray<CaseStudyShape> studies)
        => new(ValueKind.Enum, $"{owner.FullName()}.{MatrixReader.CaseName}", MatrixReader.CaseName, IsValueType: true)
        {
            EnumMembers = studies
                .Select((study, i) => new EnumMemberShape(study.Member, study.Name, i.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                .ToEquatableArray(),
        };

    /// <summary>Whether a type's accessibility, and that of all around it, is at least the one given.</summary>
    public static bool IsVisible(ITypeSymbol type, bool isPublic)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            bool isVisible = level.DeclaredAccessibility == Accessibility.Public
                || (!isPublic && level.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal);
            if (!isVisible)
            {
                return false;
            }
        }

        return true;
    }

    private static string NamespaceOf(INamedTypeSymbol row)
        => row.ContainingNamespace.IsGlobalNamespace
            ? ""
            : row.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

    private static LanguageVersion? LanguageVersionOf(INamedTypeSymbol row)
        => row.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options is CSharpParseOptions options ? options.LanguageVersion : null;

    private static EquatableArray<ContainingTypeShape> ContainingTypes(INamedTypeSymbol row, CancellationToken cancellationToken)
    {
        var types = new Stack<ContainingTypeShape>();
        for (INamedTypeSymbol? outer = row.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            string keyword = (outer.IsRecord, outer.TypeKind) switch
            {
                (true, TypeKind.Struct) => "record struct",
                (true, _) => "record",
                (_, TypeKind.Struct) => "struct",
                (_, TypeKind.Interface) => "interface",
                _ => "class",
            };
            string name = Identifier.Escape(outer.Name);
            types.Push(new ContainingTypeShape(outer.Name, $"partial {keyword} {name}", IsPartial(outer, cancellationToken)));
        }

        return types.ToEquatableArray();
    }

    private static RowTraits Traits(INamedTypeSymbol row, IMethodSymbol? primary, Compilation compilation, CancellationToken cancellationToken)
    {
        bool isGeneric = false;
        for (INamedTypeSymbol? level = row; level is not null; level = level.ContainingType)
        {
            isGeneric |= level.Arity > 0;
        }

        bool isMakeable = primary is not null || row.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty);
        string outcomes = $"{OutcomesName(row)}Outcomes";
        string space = row.ContainingNamespace.IsGlobalNamespace ? "" : row.ContainingNamespace.MetadataName() + ".";
        return (IsPartial(row, cancellationToken) ? RowTraits.Partial : 0)
            | (row is { IsRecord: true, TypeKind: TypeKind.Class } ? RowTraits.RecordClass : 0)
            | (isGeneric ? RowTraits.Generic : 0)
            | (row.IsAbstract ? RowTraits.Abstract : 0)
            | (row.IsFileLocal ? RowTraits.FileLocal : 0)
            | (isMakeable ? RowTraits.Makeable : 0)
            | (IsVisible(row, isPublic: true) ? RowTraits.Public : 0)
            | (IsVisible(row, isPublic: false) ? RowTraits.Internal : 0)
            | (row.HasTwin() ? RowTraits.Twin : 0)
            | (BaseHas(row, "Input") ? RowTraits.HidesInput : 0)
            | (BaseHas(row, "Prompts") ? RowTraits.HidesPrompts : 0)
            | (BaseHas(row, MatrixReader.CaseName) ? RowTraits.HidesCase : 0)
            | (compilation.Assembly.GetTypeByMetadataName(space + outcomes) is { } taken && !IsOurs(taken) ? RowTraits.OutcomesTaken : 0);
    }

    private static string OutcomesName(INamedTypeSymbol row)
        => row.ContainingType is null ? row.Name : $"{OutcomesName(row.ContainingType)}_{row.Name}";

    // A base type's generated members are not there yet when the generator looks: being a row is enough.
    private static bool BaseHas(INamedTypeSymbol row, string name)
    {
        for (INamedTypeSymbol? level = row.BaseType; level is not null; level = level.BaseType)
        {
            bool isInherited = level.GetMembers(name).Any(member => member.DeclaredAccessibility != Accessibility.Private);
            bool willBe = level.GetAttributes().Find(KnownNames.QueryRow) is { } attribute
                && (name != "Input" || attribute.Named("Input") is null)
                && (name != MatrixReader.CaseName || SymbolEqualityComparer.Default.Equals(CaseStudyReader.OwnerOf(level), level));
            if (isInherited || willBe)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
        => type.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>Whether we generated a symbol, or it is the author's part of the <c>Input</c> that we generate.</summary>
    public static bool IsOurs(ISymbol symbol)
        => symbol.GetAttributes().Any(attribute =>
                attribute is { AttributeClass.Name: "GeneratedCodeAttribute", ConstructorArguments: [{ Value: KnownNames.Tool }, ..] })
            || (symbol is INamedTypeSymbol { Name: "Input", IsRecord: true, TypeKind: TypeKind.Class } input
                && input.DeclaringSyntaxReferences.All(reference =>
                    reference.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword)));

    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol row, CancellationToken cancellationToken)
        => row.InstanceConstructors.FirstOrDefault(constructor =>
            constructor.DeclaringSyntaxReferences.Any(reference =>
                reference.GetSyntax(cancellationToken) is RecordDeclarationSyntax { ParameterList: not null }));

    private static EquatableArray<PositionalShape> Positional(IMethodSymbol? primary, ImmutableArray<IPropertySymbol> properties)
        => primary is null
            ? default
            : primary.Parameters
                .Select(parameter => new PositionalShape(
                    parameter.Name,
                    parameter.HasExplicitDefaultValue ? ConstantText.Of(parameter.Type, parameter.ExplicitDefaultValue) : null,
                    properties.Any(property => property.Name == parameter.Name),
                    parameter.IsParams))
                .ToEquatableArray();
}

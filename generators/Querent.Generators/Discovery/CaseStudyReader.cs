using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads the case studies of a row: those on the row itself, then its properties' in the order of declaration.</summary>
internal static class CaseStudyReader
{
    /// <summary>The nearest type that declares case studies, the row itself or one of its bases; null for none.</summary>
    public static INamedTypeSymbol? OwnerOf(INamedTypeSymbol row)
    {
        for (INamedTypeSymbol? level = row; level is not null; level = level.BaseType)
        {
            if (Declares(level))
            {
                // What a base declares that is no row itself is this row's to generate.
                return SymbolEqualityComparer.Default.Equals(level, row) || level.GetAttributes().Has(KnownNames.QueryRow) ? level : row;
            }
        }

        return null;
    }

    public static EquatableArray<CaseStudyShape> Read(INamedTypeSymbol row, ImmutableArray<IPropertySymbol> properties, IMethodSymbol? primary)
    {
        var studies = OnTypes(row).Select((study, place) => Read(row, study.Owner, property: null, study.Attribute, place)).ToList();
        foreach (IPropertySymbol property in properties)
        {
            studies.AddRange(Attributes(AttributesOf(property, primary)).Select((attribute, place) => Read(row, property.ContainingType, property.Name, attribute, place)));
        }

        return studies.ToEquatableArray();
    }

    /// <summary>The attributes on a row and its bases, the farthest base's first.</summary>
    public static IEnumerable<(AttributeData Attribute, INamedTypeSymbol Owner)> OnTypes(INamedTypeSymbol row)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? level = row; level is not null; level = level.BaseType)
        {
            levels.Push(level);
        }

        return levels.SelectMany(level => Attributes(level.GetAttributes()).Select(attribute => (attribute, level)));
    }

    /// <summary>Those among some attributes that declare case studies.</summary>
    public static IEnumerable<AttributeData> Attributes(IEnumerable<AttributeData> attributes)
        => attributes.Where(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.CaseStudy);

    private static bool Declares(INamedTypeSymbol type)
        => type.GetAttributes().Has(KnownNames.CaseStudy)
            || type.GetMembers().OfType<IPropertySymbol>().Any(property => property.GetAttributes().Has(KnownNames.CaseStudy))
            || type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.GetAttributes().Has(KnownNames.CaseStudy)));

    private static ImmutableArray<AttributeData> AttributesOf(IPropertySymbol property, IMethodSymbol? primary)
        => property.GetAttributes().AddRange(primary?.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name)?.GetAttributes() ?? []);

    private static CaseStudyShape Read(INamedTypeSymbol row, INamedTypeSymbol owner, string? property, AttributeData attribute, int place)
    {
        string name = attribute.FirstString() ?? property ?? "";
        bool isInherited = !SymbolEqualityComparer.Default.Equals(owner, row);
        return new CaseStudyShape(MemberOf(name), name)
        {
            Property = property,
            Place = place,
            IsInherited = isInherited,
            IsInheritedFromRow = isInherited && owner.GetAttributes().Has(KnownNames.QueryRow),
            Context = attribute.Named(nameof(CaseStudyShape.Context)) as string,
            Description = attribute.Named(nameof(CaseStudyShape.Description)) as string,
            Inputs = attribute.ConstructorArguments is [_, { Kind: TypedConstantKind.Array, IsNull: false } inputs] ? inputs.Strings() : default,
            As = attribute.NamedStrings(nameof(CaseStudyShape.As)) ?? default,
        };
    }

    // "cs1" is Cs1, and "first visit" is FirstVisit.
    private static string MemberOf(string name)
    {
        var member = new StringBuilder(name.Length);
        bool startsWord = true;
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c) || c == '_')
            {
                member.Append(startsWord ? char.ToUpperInvariant(c) : c);
            }

            startsWord = !(char.IsLetterOrDigit(c) || c == '_');
        }

        return member.ToString();
    }
}

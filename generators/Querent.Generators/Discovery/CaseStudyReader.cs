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
        var studies = new List<CaseStudyShape>();
        for (INamedTypeSymbol? level = row; level is not null; level = level.BaseType)
        {
            studies.InsertRange(0, Attributes(level.GetAttributes()).Select((attribute, place) => OnRow(attribute, place)));
        }

        foreach (IPropertySymbol property in properties)
        {
            foreach (AttributeData attribute in Attributes(AttributesOf(property, primary)))
            {
                string name = attribute.FirstString() ?? property.Name;
                studies.Add(Complete(new CaseStudyShape(MemberOf(name), name, Site.CaseStudy(property.Name, 0, "")) { Property = property.Name }, attribute));
            }
        }

        return studies.ToEquatableArray();
    }

    private static bool Declares(INamedTypeSymbol type)
        => type.GetAttributes().Has(KnownNames.CaseStudy)
            || type.GetMembers().OfType<IPropertySymbol>().Any(property => property.GetAttributes().Has(KnownNames.CaseStudy))
            || type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.GetAttributes().Has(KnownNames.CaseStudy)));

    private static ImmutableArray<AttributeData> AttributesOf(IPropertySymbol property, IMethodSymbol? primary)
        => property.GetAttributes().AddRange(primary?.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name)?.GetAttributes() ?? []);

    private static IEnumerable<AttributeData> Attributes(ImmutableArray<AttributeData> attributes)
        => attributes.Where(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.CaseStudy);

    private static CaseStudyShape OnRow(AttributeData attribute, int place)
    {
        string name = attribute.FirstString() ?? "";
        return Complete(new CaseStudyShape(MemberOf(name), name, Site.CaseStudy("", place, "")) { Place = place }, attribute);
    }

    private static CaseStudyShape Complete(CaseStudyShape study, AttributeData attribute) => study with
    {
        Context = attribute.Named(nameof(CaseStudyShape.Context)) as string,
        Description = attribute.Named(nameof(CaseStudyShape.Description)) as string,
        Inputs = attribute.ConstructorArguments is [_, { Kind: TypedConstantKind.Array, IsNull: false } inputs] ? inputs.Strings() : default,
        As = attribute.NamedStrings(nameof(CaseStudyShape.As)) ?? default,
    };

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

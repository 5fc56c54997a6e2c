using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads a property of a type, with what its attributes say about its JSON.</summary>
internal static class MemberReader
{
    /// <param name="property">The property.</param>
    /// <param name="constructor">The constructor that its type is made by: a positional record's attributes sit there.</param>
    /// <param name="type">The property's type, read already.</param>
    /// <param name="naming">How names become those of JSON.</param>
    public static MemberShape Read(IPropertySymbol property, IMethodSymbol? constructor, TypeRef type, NamingPolicy naming)
    {
        ImmutableArray<AttributeData> attributes = ConstraintReader.AttributesOf(property, constructor);
        return new MemberShape(property.Name, type, attributes.Find(KnownNames.JsonPropertyName).FirstString() ?? naming.NameOf(property.Name))
        {
            IsIgnored = attributes.IsJsonIgnored(),
            IsSettable = property.SetMethod is { DeclaredAccessibility: Accessibility.Public },
            IsRequired = property.IsRequired,
            IsIncluded = attributes.Has(KnownNames.JsonInclude),
            HasConverter = attributes.Converter() is not null,
            Description = attributes.Find(KnownNames.Description).FirstString() ?? Documentation.SummaryOf(property),
            Image = attributes.Image(),
            Constraints = ConstraintReader.Read(attributes),
        };
    }
}

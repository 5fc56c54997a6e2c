using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads the validation attributes of members, those of System.ComponentModel.DataAnnotations and others derived from its base class.</summary>
internal static class ConstraintReader
{
    private const string Space = "System.ComponentModel.DataAnnotations";
    private const string Suffix = "Attribute";
    private const int UsualTimeout = 2000;
    private const string OwnCheck = "let the type implement IValidatableObject, whose Validate is called once it was read";

    /// <summary>
    /// The attributes of a property: its own, those of its parameter in a positional record, and those of the properties that
    /// it overrides, where it has none of that type itself.
    /// </summary>
    public static ImmutableArray<AttributeData> AttributesOf(IPropertySymbol property, IMethodSymbol? constructor)
    {
        ImmutableArray<AttributeData> attributes = property.GetAttributes();
        if (constructor?.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name) is { } positional)
        {
            attributes = attributes.AddRange(positional.GetAttributes());
        }

        for (IPropertySymbol? level = property.OverriddenProperty; level is not null; level = level.OverriddenProperty)
        {
            attributes = attributes.AddRange(level.GetAttributes().Where(inherited => IsValidation(inherited)
                && !attributes.Any(own => SymbolEqualityComparer.Default.Equals(own.AttributeClass, inherited.AttributeClass))));
        }

        return attributes;
    }

    public static EquatableArray<ConstraintShape> Read(ImmutableArray<AttributeData> attributes)
        => attributes.Where(IsValidation).Select(Read).OfType<ConstraintShape>().ToEquatableArray();

    /// <summary>The first on a row or its bases, but for those that are rows themselves and report their own; null for none.</summary>
    public static ConstraintShape? OnRow(INamedTypeSymbol row)
        => row.AndItsBases()
            .Where(level => SymbolEqualityComparer.Default.Equals(level, row) || !level.GetAttributes().Has(KnownNames.QueryRow))
            .SelectMany(level => Read(level.GetAttributes()))
            .FirstOrDefault();

    /// <summary>The attribute of that name; null where there is none.</summary>
    public static AttributeData? Find(ImmutableArray<AttributeData> attributes, string name)
        => attributes.FirstOrDefault(attribute => IsValidation(attribute) && NameOf(attribute) == name);

    private static bool IsValidation(AttributeData attribute)
        => attribute.AttributeClass is { } type && type.AndItsBases().Any(level => level.Name == "ValidationAttribute" && level.ContainingNamespace.ToDisplayString() == Space);

    private static string NameOf(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    // Null for one that checks nothing.
    private static ConstraintShape? Read(AttributeData attribute)
    {
        string name = NameOf(attribute);
        if (attribute.AttributeClass!.ContainingNamespace.ToDisplayString() != Space)
        {
            return new UncheckedShape(name, OwnCheck);
        }

        int first = attribute.FirstInteger() ?? -1;
        return name switch
        {
            "Range" => ReadRange(attribute),
            "StringLength" => new LengthShape(name, attribute.Named("MinimumLength") as int? ?? 0, first),
            "MinLength" => new LengthShape(name, first, null),
            "MaxLength" => new LengthShape(name, 0, attribute.ConstructorArguments.IsEmpty || first == -1 ? null : first),
            "Length" => new LengthShape(name, first, attribute.ConstructorArguments is [_, { Value: int maximum }] ? maximum : null),
            "RegularExpression" => new PatternShape(attribute.FirstString() ?? "", attribute.Named("MatchTimeoutInMilliseconds") as int? ?? UsualTimeout),
            "AllowedValues" or "DeniedValues" => new ValuesShape(name, ValuesOf(attribute).ToEquatableArray()),
            "Required" => new RequiredShape(attribute.Named("AllowEmptyStrings") is true),
            "EmailAddress" => Form("An e-mail address.", "email"),
            "Url" => Form("A URL that begins with http://, https:// or ftp://."),
            "Phone" => Form("A telephone number."),
            "CreditCard" => Form("A credit card number."),
            "Base64String" => Form("Base64."),
            "FileExtensions" => FileName(attribute.Named("Extensions") as string),
            "DataType" => null,
            "EnumDataType" => new UncheckedShape(name, "let the property be of the enum's own type"),
            _ => new UncheckedShape(name, OwnCheck),
        };

        FormShape Form(string words, string? format = null) => new(name, $"new global::{Space}.{name}{Suffix}()", words, format);

        // What .NET takes where nothing is listed.
        FormShape FileName(string? given)
        {
            string extensions = string.IsNullOrWhiteSpace(given) ? "png,jpg,jpeg,gif" : given!;
            FormShape form = Form($"A file name that ends in one of these: {extensions}.");
            string code = $"{form.Code} {{ Extensions = {Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(extensions, quote: true)} }}";
            return form with { Code = given is null ? form.Code : code, Extensions = extensions };
        }
    }

    private static IEnumerable<ConstantShape> ValuesOf(AttributeData attribute)
        => attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array } list] ? []
            : list.IsNull ? [new ConstantShape("", "null", "null")]
            : list.Values.Select(value => value.IsNull || value.Kind is not (TypedConstantKind.Primitive or TypedConstantKind.Enum)
                ? new ConstantShape(value.IsNull ? "" : "global::System.Type", "null", "null")
                : new ConstantShape(value.Type!.FullName(), ConstantText.Of(value.Type!, value.Value), Text(value.Value) ?? ""));

    private static RangeShape ReadRange(AttributeData attribute)
    {
        RangeShape range = attribute.ConstructorArguments switch
        {
            [{ Value: var minimum }, { Value: var maximum }] => new RangeShape(Text(minimum), Text(maximum)),
            [{ Value: ITypeSymbol type }, { Value: var minimum }, { Value: var maximum }] => new RangeShape(Text(minimum), Text(maximum)) { Type = type.FullName() },
            _ => new RangeShape(null, null),
        };
        return range with
        {
            MinimumIsExclusive = attribute.Named("MinimumIsExclusive") is true,
            MaximumIsExclusive = attribute.Named("MaximumIsExclusive") is true,
        };
    }

    private static string? Text(object? value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => text,
        bool truth => truth ? "true" : "false",
        char character => character.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Locations;

/// <summary>Finds the source of a <see cref="Site"/>; the row's name where there is none to be found.</summary>
internal sealed class SiteLocator(INamedTypeSymbol row, Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, LiteralSpanMap?> _templates = new(StringComparer.Ordinal);

    /// <summary>Whether a site is about a property of the row.</summary>
    public static bool IsOfMember(Site site)
        => site.Kind is SiteKind.Member or SiteKind.QueryArgument or SiteKind.TokenBudget or SiteKind.Template or SiteKind.Answer or SiteKind.Constraint or SiteKind.CriterionArgument or SiteKind.Example or SiteKind.CaseStudy;

    public Location Locate(Site site)
        => site.Kind switch
        {
            SiteKind.ContainingType => OfContainingType(site.Name),
            SiteKind.RowArgument => OfArgument(row.GetAttributes().Find(KnownNames.QueryRow), site.Name),
            SiteKind.Member => OfMember(site.Name),
            SiteKind.QueryArgument => OfArgument(QueryOf(site.Name), site.Argument) ?? OfMember(site.Name),
            SiteKind.TokenBudget => SyntaxOf(AttributeOf(site.Name, KnownNames.TokenBudget))?.ArgumentList?.Arguments.FirstOrDefault()?.Expression.GetLocation() ?? OfMember(site.Name),
            SiteKind.Template when site.File is not null => OfFile(site, PromptFileReader.PathOf),
            SiteKind.Template => OfTemplate(site),
            SiteKind.Answer => OfAnswer(site, out _),
            SiteKind.Constraint => OfConstraint(site),
            SiteKind.CriterionArgument => ItemOf(ArgumentOf(CriterionOf(site), site.Argument), site.Item)?.GetLocation() ?? OfMember(site.Name),
            SiteKind.CaseStudy => OfCaseStudy(site),
            SiteKind.Example => OfExample(site) ?? OfMember(site.Name),
            SiteKind.LookupArgument => OfArgument(AttributeOf(site.Name, KnownNames.Lookup), site.Argument) ?? OfMember(site.Name),
            SiteKind.LookupFile => OfFile(site, LookupFileReader.PathOf),
            _ => null,
        }
        ?? OfRow();

    /// <summary>
    /// The place of a text that takes the place of what a site points at; null where a template has no such place in
    /// source.
    /// </summary>
    public Location? LocateEdit(Site site)
        => site.Kind == SiteKind.CriterionArgument ? InsideOfQuotes(ItemOf(ArgumentOf(CriterionOf(site), site.Argument), site.Item))
            : site is not { Kind: SiteKind.Template, File: null } ? Locate(site)
            : MapOf(site) is not { } map ? null
            : site.Length == 0 ? map.LocateBehind(site.Offset)
            : map.LocateUnbroken(site.Offset, site.Length);

    private Location OfRow()
    {
        SyntaxNode? declaration = (row.GetAttributes().Find(KnownNames.QueryRow)?.ApplicationSyntaxReference ?? row.DeclaringSyntaxReferences.FirstOrDefault())
            ?.GetSyntax(cancellationToken).FirstAncestorOrSelf<BaseTypeDeclarationSyntax>();
        return declaration is BaseTypeDeclarationSyntax type ? type.Identifier.GetLocation() : Location.None;
    }

    private Location? OfContainingType(string name)
    {
        for (INamedTypeSymbol? outer = row.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Name == name)
            {
                return InSource(outer);
            }
        }

        return null;
    }

    private Location? OfMember(string name)
        => row.AllProperties().FirstOrDefault(property => property.Name == name) is { } property
            ? InSource(property)
            : row.GetMembers(name).Select(InSource).FirstOrDefault(location => location is not null);

    private Location? OfTemplate(Site site) => MapOf(site)?.Locate(site.Offset, site.Length) ?? (site.Name.Length > 0 ? OfMember(site.Name) : null);

    private LiteralSpanMap? MapOf(Site site)
    {
        string key = $"{site.Name}/{site.Criterion}/{site.Argument}";
        if (!_templates.TryGetValue(key, out LiteralSpanMap? map))
        {
            map = TemplateExpression(site) is { } expression
                ? new LiteralMapper(compilation, cancellationToken).Map(expression)
                : null;
            _templates.Add(key, map);
        }

        return map;
    }

    private Location? OfFile(Site site, Func<AdditionalText, AnalyzerConfigOptionsProvider, string?> pathOf)
    {
        AdditionalText? file = options.AdditionalFiles.FirstOrDefault(
            candidate => pathOf(candidate, options.AnalyzerConfigOptionsProvider) == site.File);
        if (file?.GetText(cancellationToken) is not { } text)
        {
            return null;
        }

        var span = new TextSpan(site.Offset, site.Length);
        return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
    }

    private ExpressionSyntax? TemplateExpression(Site site)
    {
        AttributeData? attribute = site.Criterion.Length > 0 ? CriterionOf(site)
            : site.Name.Length == 0 ? row.GetAttributes().Find(KnownNames.QueryRow)
            : QueryOf(site.Name);
        return ArgumentsOf(attribute).FirstOrDefault(argument => (argument.NameEquals?.Name.Identifier.ValueText ?? "") == site.Argument)?.Expression;
    }

    // In an IDE an attribute of another project has syntax too, but nothing can be reported there.
    private AttributeSyntax? SyntaxOf(AttributeData? attribute)
        => attribute?.ApplicationSyntaxReference is { } reference && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax(cancellationToken) as AttributeSyntax
            : null;

    private IEnumerable<AttributeArgumentSyntax> ArgumentsOf(AttributeData? attribute)
        => SyntaxOf(attribute)?.ArgumentList?.Arguments ?? Enumerable.Empty<AttributeArgumentSyntax>();

    private AttributeData? QueryOf(string member) => AttributeOf(member, KnownNames.Query) ?? AttributeOf(member, KnownNames.QueryMatrix);

    private AttributeData? CriterionOf(Site site)
        => row.AllProperties().FirstOrDefault(property => property.Name == site.Name)?.Type is INamedTypeSymbol { TypeArguments: [_, var criteria, _] }
            ? criteria.GetMembers(site.Criterion).FirstOrDefault()?.GetAttributes().Find(KnownNames.Criterion)
            : null;

    // A positional argument goes by its place; behind a list of texts in brackets there is only the one.
    private Location? OfCaseStudy(Site site)
    {
        AttributeData? attribute = (site.Name.Length > 0 ? AttributesOf(site.Name, KnownNames.CaseStudy) : CaseStudyReader.OnTypes(row).Select(study => study.Attribute)).ElementAtOrDefault(site.Offset);
        ExpressionSyntax? argument;
        if (int.TryParse(site.Argument, out int place))
        {
            ExpressionSyntax[] positional = [.. ArgumentsOf(attribute).Where(candidate => candidate.NameEquals is null).Select(candidate => candidate.Expression)];
            argument = place < positional.Length && !IsList(positional[place]) ? positional[place]
                : positional.Length > 1 && place > 0 ? ItemOf(positional[1], place - 1)
                : null;
        }
        else
        {
            argument = site.Argument.Length == 0 ? null : ItemOf(ArgumentOf(attribute, site.Argument), site.Item);
        }

        return argument?.GetLocation() ?? SyntaxOf(attribute)?.GetLocation() ?? (site.Name.Length > 0 ? OfMember(site.Name) : null);
    }

    private Location? OfExample(Site site)
    {
        AttributeData? attribute = AttributesOf(site.Name, KnownNames.Example).ElementAtOrDefault(site.Place);
        int place = site.Argument == "input" ? 0 : 1;
        SeparatedSyntaxList<AttributeArgumentSyntax>? arguments = SyntaxOf(attribute)?.ArgumentList?.Arguments;
        ExpressionSyntax? expression = arguments?.FirstOrDefault(argument =>
            (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == site.Argument)?.Expression
            ?? arguments?.Where(argument => argument is { NameEquals: null, NameColon: null }).ElementAtOrDefault(place)?.Expression;
        return expression is null || site.Length == int.MaxValue
            ? expression?.GetLocation()
            : new LiteralMapper(compilation, cancellationToken).Map(expression).Locate(site.Offset, site.Length);
    }

    private IEnumerable<AttributeData> AttributesOf(string member, string attributeName)
        => (row.AllProperties().FirstOrDefault(candidate => candidate.Name == member)?.GetAttributes() ?? [])
            .AddRange(row.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Where(parameter => parameter.Name == member).SelectMany(parameter => parameter.GetAttributes()))
            .FindAll(attributeName);

    private static bool IsList(ExpressionSyntax expression) => expression is CollectionExpressionSyntax or ImplicitArrayCreationExpressionSyntax or ArrayCreationExpressionSyntax;

    // The whole list where the item is not written out in it.
    private static ExpressionSyntax? ItemOf(ExpressionSyntax? list, int? item)
        => item is not { } place ? list : list switch
        {
            CollectionExpressionSyntax collection when collection.Elements.All(element => element is ExpressionElementSyntax)
                => (collection.Elements.ElementAtOrDefault(place) as ExpressionElementSyntax)?.Expression,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.ElementAtOrDefault(place),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ElementAtOrDefault(place),
            _ => null,
        } ?? list;

    private static Location? InsideOfQuotes(ExpressionSyntax? expression)
        => expression is LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.StringLiteralToken, Text: ['"', ..] } token }
            ? Location.Create(expression.SyntaxTree, new TextSpan(token.SpanStart + 1, token.Span.Length - 2))
            : null;

    private AttributeData? AttributeOf(string member, string attributeName)
    {
        IPropertySymbol? property = row.AllProperties().FirstOrDefault(candidate => candidate.Name == member);
        return (property?.GetAttributes() ?? row.GetMembers(member).FirstOrDefault()?.GetAttributes())?.Find(attributeName)
            ?? row.InstanceConstructors
                .SelectMany(constructor => constructor.Parameters)
                .Where(parameter => parameter.Name == member)
                .Select(parameter => parameter.GetAttributes().Find(attributeName))
                .FirstOrDefault(attribute => attribute is not null);
    }

    private Location? OfArgument(AttributeData? attribute, string name) => ArgumentOf(attribute, name)?.GetLocation();

    private ExpressionSyntax? ArgumentOf(AttributeData? attribute, string name)
        => ArgumentsOf(attribute).FirstOrDefault(argument => (argument.NameEquals?.Name.Identifier.ValueText ?? "") == name)?.Expression;

    // The property inside of the answer's type where that is in source, or else the nearest one on the way to it.
    private Location? OfAnswer(Site site, out IPropertySymbol? last)
    {
        Location? nearest = OfMember(site.Name);
        last = row.AllProperties().FirstOrDefault(property => property.Name == site.Name);
        ITypeSymbol? type = last?.Type;
        foreach (string step in site.Path)
        {
            type = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
            if (type is null)
            {
                break;
            }

            if (step == "[]")
            {
                TypeClassifier.Classify(type, out type, out _);
                continue;
            }

            if (step[0] == '<')
            {
                type = UnionReader.Find(type, step);
                continue;
            }

            IPropertySymbol? property = type.AllProperties().FirstOrDefault(candidate => candidate.Name == step);
            nearest = (property is null ? null : InSource(property)) ?? nearest;
            last = property;
            type = property?.Type;
        }

        return nearest;
    }

    // The argument, the attribute, or else the property that has it.
    private Location? OfConstraint(Site site)
    {
        Location? member = OfAnswer(site, out IPropertySymbol? property);
        IMethodSymbol? constructor = property?.ContainingType.InstanceConstructors.FirstOrDefault(
            candidate => candidate.Parameters.Any(parameter => parameter.Name == property.Name && !parameter.GetAttributes().IsEmpty));
        AttributeData? attribute = property is null ? null : ConstraintReader.Find(ConstraintReader.AttributesOf(property, constructor), site.Argument);
        if (site.Named.Length > 0 && OfArgument(attribute, site.Named) is { } named)
        {
            return named;
        }

        List<ExpressionSyntax> arguments = [.. ArgumentsOf(attribute).Where(argument => argument.NameEquals is null).Select(argument => argument.Expression)];
        return (site.Place < 0 || site.Place >= arguments.Count || (arguments.Count == 1 && IsList(arguments[0])) ? null : arguments[site.Place].GetLocation())
            ?? SyntaxOf(attribute)?.GetLocation()
            ?? member;
    }

    private Location? InSource(ISymbol symbol)
    {
        ImmutableArray<Location> locations = symbol.Locations;
        return locations.FirstOrDefault(location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree));
    }
}

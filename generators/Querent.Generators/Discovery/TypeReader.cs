using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>
/// Reads types into a <see cref="TypeTable"/>, each once, and all that they lead to. A type of the system that is not
/// a value, list or map is not looked into.
/// </summary>
internal sealed class TypeReader(NamingPolicy naming)
{
    // A guard against graphs of entities that lead everywhere, and generic types that grow for ever; whatever lies beyond is opaque.
    private const int MostTypes = 256;

    private readonly Dictionary<ITypeSymbol, int> _places = new(SymbolEqualityComparer.IncludeNullability);
    private readonly List<TypeShape> _shapes = [];
    private (INamedTypeSymbol Owner, TypeRef Type)? _case;

    public TypeTable ToTable() => new(_shapes.ToEquatableArray());

    /// <summary>The type's place in the table.</summary>
    public TypeRef Read(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return new TypeRef(Read(nullable.TypeArguments[0]).Id, IsNullable: true);
        }

        if (_case is { } known && MatrixReader.IsCase(type, known.Owner))
        {
            return known.Type with { IsNullable = type.NullableAnnotation == NullableAnnotation.Annotated };
        }

        bool isNullable = type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
        type = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (!_places.TryGetValue(type, out int place))
        {
            place = _shapes.Count;
            _places.Add(type, place);
            _shapes.Add(new TypeShape(ValueKind.Opaque, type.FullName(), type.ShortName(), type.IsValueType));
            if (place < MostTypes)
            {
                _shapes[place] = Complete(_shapes[place], type);
            }
        }

        return new TypeRef(place, isNullable);
    }

    /// <summary>Adds the enum of case studies, which is to be generated and is meant wherever the row's types name it.</summary>
    /// <param name="owner">The row that it is generated in.</param>
    /// <param name="shape">What it will be.</param>
    public TypeRef AddCase(INamedTypeSymbol owner, TypeShape shape)
    {
        _shapes.Add(shape);
        var type = new TypeRef(_shapes.Count - 1, IsNullable: false);
        _case = (owner, type);
        return type;
    }

    private TypeShape Complete(TypeShape shape, ITypeSymbol type)
    {
        ValueKind kind = TypeClassifier.Classify(type, out ITypeSymbol? element, out ListForm form);
        shape = shape with
        {
            Kind = kind,
            Description = type.GetAttributes().Find(KnownNames.Description).FirstString() ?? Documentation.SummaryOf(type),
            Unmakeable = type.GetAttributes().Converter() is null ? null : "its JSON is up to a JsonConverter",
            ChecksItself = type.AllInterfaces.Prepend(type).Any(candidate => candidate.ToDisplayString() == KnownNames.ValidatableObject),
        };
        return kind switch
        {
            ValueKind.List or ValueKind.Map or ValueKind.EnumMap => shape with
            {
                Element = Read(element!),
                Key = kind == ValueKind.EnumMap ? Read(TypeClassifier.ImplementedMap((INamedTypeSymbol)type)!.TypeArguments[0]) : default,
                ListForm = form,
                CountMember = CountMemberOf(type),
            },
            ValueKind.Enum => shape with { EnumMembers = ReadEnumMembers(type) },
            ValueKind.Object => ReadObject(shape, (INamedTypeSymbol)type),
            _ => shape,
        };
    }

    private static string? CountMemberOf(ITypeSymbol type)
        => type is IArrayTypeSymbol ? "Length"
            : type.AllProperties()
                .FirstOrDefault(property => property is { Name: "Count" or "Length", Type.SpecialType: SpecialType.System_Int32, DeclaredAccessibility: Accessibility.Public, GetMethod: not null })
                ?.Name;

    private TypeShape ReadObject(TypeShape shape, INamedTypeSymbol type)
    {
        IMethodSymbol? constructor = ConstructorReader.Choose(type, out string? problem);
        ImmutableArray<IPropertySymbol> properties = type.AllProperties()
            .Where(property => property is { DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public }
                && !property.IsForbidden())
            .OrderBy(property => property.GetAttributes().Find(KnownNames.JsonPropertyOrder).FirstInteger() ?? 0)
            .ToImmutableArray();
        return shape with
        {
            Members = properties.Select(property => MemberReader.Read(property, constructor, Read(property.Type), naming)).ToEquatableArray(),
            Constructor = constructor is null ? default : ConstructorReader.ReadParameters(constructor, properties),
            Unmakeable = shape.Unmakeable ?? problem,
            Union = UnionReader.Read(type, Read),
            RequiredField = type.RequiredField(),
            Unchecked = type.AndItsBases().SelectMany(level => ConstraintReader.Read(level.GetAttributes())).FirstOrDefault(),
        };
    }

    private static EquatableArray<EnumMemberShape> ReadEnumMembers(ITypeSymbol type)
        => type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue && !field.IsForbidden())
            .Select(field => new EnumMemberShape(
                field.Name,
                field.GetAttributes().Find(KnownNames.JsonStringEnumMemberName).FirstString() ?? field.Name,
                Convert.ToString(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture)!))
            .ToEquatableArray();
}

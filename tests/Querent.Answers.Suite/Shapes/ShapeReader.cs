using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Querent.Answers.Suite.Shapes;

/// <summary>Finds out what an answer may be from its type.</summary>
internal sealed class ShapeReader(JsonSerializerOptions options)
{
    private readonly NullabilityInfoContext _nullability = new();
    private readonly Dictionary<Type, Shape> _shapes = [];
    private readonly Dictionary<Type, ObjectShape> _objects = [];

    public Slot SlotOf(PropertyInfo property)
    {
        Slot slot = SlotOf(property.PropertyType, _nullability.Create(property));
        ValidationAttribute[] constraints = [.. property.GetCustomAttributes<ValidationAttribute>(), .. OfParameter(property)];
        return slot with { IsNullable = slot.IsNullable && constraints.All(constraint => constraint.IsValid(null)), Constraints = constraints };
    }

    private static IEnumerable<ValidationAttribute> OfParameter(PropertyInfo property)
        => property.DeclaringType!.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.Name == property.Name)
            .SelectMany(parameter => parameter.GetCustomAttributes<ValidationAttribute>());

    private Slot SlotOf(Type type, NullabilityInfo nullability)
    {
        bool isNullable = nullability.ReadState == NullabilityState.Nullable;
        return new Slot(ShapeOf(Nullable.GetUnderlyingType(type) ?? type, nullability), isNullable);
    }

    private Shape ShapeOf(Type type, NullabilityInfo nullability)
    {
        if (type.IsEnum)
        {
            return new EnumShape(type, [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (field.GetValue(null)!, NameOf(field)))]);
        }

        if (type == typeof(byte[]) || type == typeof(string) || type == typeof(Uri) || type.Namespace == "System" && !type.IsArray)
        {
            return new ScalarShape(type);
        }

        if (type.IsAssignableTo(typeof(IEnumerable)))
        {
            return SequenceOf(type, nullability);
        }

        if (!_shapes.TryGetValue(type, out Shape? shape))
        {
            shape = options.GetTypeInfo(type).PolymorphismOptions is { } polymorphism ? UnionOf(type, polymorphism) : ObjectOf(type);
        }

        return shape;
    }

    private Shape SequenceOf(Type type, NullabilityInfo nullability)
    {
        Type[] kinds = [type, .. type.GetInterfaces()];
        Type? pair = kinds.FirstOrDefault(kind => kind.IsGenericType && kind.Name.Contains("Dictionary`2", StringComparison.Ordinal));
        if (pair is not null)
        {
            var keys = (EnumShape)ShapeOf(pair.GenericTypeArguments[0], nullability);
            var distinct = new EnumShape(keys.Type, [.. keys.Members.DistinctBy(member => member.Value)]);
            return new MapShape(type, distinct, SlotOf(pair.GenericTypeArguments[1], nullability.GenericTypeArguments[1]));
        }

        Type element = kinds.First(kind => kind.IsGenericType && kind.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GenericTypeArguments[0];
        NullabilityInfo? told = nullability.ElementType ?? nullability.GenericTypeArguments.FirstOrDefault();
        Slot slot = told is null ? new Slot(ShapeOf(element, nullability), IsNullable: false) : SlotOf(element, told);
        return new ListShape(type, slot, isSet: kinds.Any(kind => kind.Name is "IReadOnlySet`1" or "ISet`1"));
    }

    private UnionShape UnionOf(Type type, JsonPolymorphismOptions polymorphism)
    {
        var union = new UnionShape(type, polymorphism.TypeDiscriminatorPropertyName);
        _shapes.Add(type, union);
        union.Cases.AddRange(polymorphism.DerivedTypes.Select(derived => (JsonSerializer.Serialize(derived.TypeDiscriminator, options), ObjectOf(derived.DerivedType))));
        return union;
    }

    // Apart from the unions: a type may be an alternative of its own.
    private ObjectShape ObjectOf(Type type)
    {
        if (_objects.TryGetValue(type, out ObjectShape? known))
        {
            return known;
        }

        var shape = new ObjectShape(type);
        _objects.Add(type, shape);
        foreach (JsonPropertyInfo info in options.GetTypeInfo(type).Properties)
        {
            if (info.Get is { } get && info.AttributeProvider is PropertyInfo property)
            {
                shape.Properties.Add(new Property(property.Name, info.Name, SlotOf(property), get));
            }
        }

        return shape;
    }

    private static string NameOf(FieldInfo field) => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name;
}

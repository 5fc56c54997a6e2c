using System.Reflection;
using System.Text.Json.Serialization;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Values;

/// <summary>Makes random values of an answer's type.</summary>
internal sealed class ValueMaker(Random random)
{
    // Below it there is nothing but null, empty lists and the first case of a union.
    private const int Deepest = 6;
    private const int MostItems = 4;
    private const int MostTries = 1_000;

    private readonly ScalarMaker _scalars = new(random);
    private readonly ConstrainedMaker _constrained = new(random);

    public object? Make(Slot slot, int depth = 0)
        => slot.IsNullable && (depth > Deepest || random.Next(4) == 0) ? null : MakePresent(slot, depth);

    private object MakePresent(Slot slot, int depth) => slot.Constraints.Count == 0 ? MakeFree(slot, depth) : MakeConstrained(slot, depth);

    // Tried until every attribute calls it valid.
    private object MakeConstrained(Slot slot, int depth)
    {
        for (int i = 0; i < MostTries; i++)
        {
            object value = slot.Shape is ListShape list
                ? Collections.Make(list.Type, list.Element.Shape.Type, list.Element.IsNullable, [.. Enumerable.Range(0, _constrained.Size(slot.Constraints)).Select(_ => Make(list.Element, depth + 1))])
                : _constrained.Make(slot) ?? MakeFree(slot, depth);
            if (slot.Constraints.All(constraint => constraint.IsValid(value)))
            {
                return value;
            }
        }

        throw new NotSupportedException($"No {slot.Shape.Type} was found that is within {string.Join(", ", slot.Constraints)}.");
    }

    private object MakeFree(Slot slot, int depth) => slot.Shape switch
    {
        EnumShape shape => shape.Members[random.Next(shape.Members.Count)].Value,
        ListShape shape => Collections.Make(shape.Type, shape.Element.Shape.Type, shape.Element.IsNullable, Items(shape.Element, depth)),
        MapShape shape => Collections.MakeMap(shape.Type, shape.Element.IsNullable, [.. shape.Keys.Members.Select(key => (key.Value, Make(shape.Element, depth + 1)))], shape.Element.Shape.Type),
        UnionShape shape => MakeObject(shape.Cases[depth > Deepest ? 0 : random.Next(shape.Cases.Count)].Shape, depth),
        ObjectShape shape => MakeObject(shape, depth),
        _ => _scalars.Make(slot.Shape.Type),
    };

    private object?[] Items(Slot element, int depth)
        => [.. Enumerable.Range(0, depth > Deepest ? 0 : random.Next(MostItems + 1)).Select(_ => Make(element, depth + 1))];

    private object MakeObject(ObjectShape shape, int depth)
    {
        var values = shape.Properties.ToDictionary(property => property.Member, property => Make(property.Slot, depth + 1), StringComparer.OrdinalIgnoreCase);
        object made = ConstructorOf(shape.Type) is { } constructor
            ? constructor.Invoke([.. constructor.GetParameters().Select(parameter => values[parameter.Name!])])
            : Activator.CreateInstance(shape.Type)!;
        foreach (Property property in shape.Properties)
        {
            PropertyInfo member = shape.Type.GetProperty(property.Member)!;
            if (member.SetMethod is not null)
            {
                member.SetValue(made, values[property.Member]);
            }
        }

        return made;
    }

    private static ConstructorInfo? ConstructorOf(Type type)
    {
        ConstructorInfo[] all = type.GetConstructors();
        return all.FirstOrDefault(constructor => constructor.IsDefined(typeof(JsonConstructorAttribute))) ?? all.FirstOrDefault();
    }
}

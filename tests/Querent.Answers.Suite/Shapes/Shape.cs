using System.ComponentModel.DataAnnotations;

namespace Querent.Answers.Suite.Shapes;

/// <summary>What a value of an answer may be, as reflection and the metadata of <c>System.Text.Json</c> tell it: the generator is not asked.</summary>
/// <param name="type">The value's type, not nullable.</param>
internal abstract class Shape(Type type)
{
    public Type Type { get; } = type;
}

/// <summary>A place for a value.</summary>
/// <param name="Shape">What the value may be.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal sealed record Slot(Shape Shape, bool IsNullable)
{
    /// <summary>What validation attributes ask of it.</summary>
    public IReadOnlyList<ValidationAttribute> Constraints { get; init; } = [];
}

internal sealed class ScalarShape(Type type) : Shape(type);

/// <param name="type">The enum.</param>
/// <param name="members">Its members' names in JSON.</param>
internal sealed class EnumShape(Type type, IReadOnlyList<(object Value, string Name)> members) : Shape(type)
{
    public IReadOnlyList<(object Value, string Name)> Members { get; } = members;
}

internal sealed class ListShape(Type type, Slot element, bool isSet) : Shape(type)
{
    public Slot Element { get; } = element;

    public bool IsSet { get; } = isSet;
}

/// <param name="type">A dictionary by an enum.</param>
/// <param name="keys">The enum; one member for each of its values.</param>
/// <param name="element">The values.</param>
internal sealed class MapShape(Type type, EnumShape keys, Slot element) : Shape(type)
{
    public EnumShape Keys { get; } = keys;

    public Slot Element { get; } = element;
}

internal sealed class ObjectShape(Type type) : Shape(type)
{
    /// <summary>Filled in once the shape is known to those that it holds, itself among them.</summary>
    public List<Property> Properties { get; } = [];
}

internal sealed class UnionShape(Type type, string discriminator) : Shape(type)
{
    public string Discriminator { get; } = discriminator;

    /// <summary>Each type with the JSON that stands for it.</summary>
    public List<(string Tag, ObjectShape Shape)> Cases { get; } = [];
}

/// <param name="Member">The property's name in C#.</param>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Slot">What it holds.</param>
/// <param name="Get">Takes it from an object.</param>
internal sealed record Property(string Member, string Name, Slot Slot, Func<object, object?> Get);

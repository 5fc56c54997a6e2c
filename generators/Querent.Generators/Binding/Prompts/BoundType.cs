using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>The type of an expression.</summary>
/// <param name="Kind">What it is to us.</param>
/// <param name="Id">Its place in the <see cref="TypeTable"/>; −1 for what the language itself makes.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal readonly record struct BoundType(ValueKind Kind, int Id, bool IsNullable)
{
    private const int OfTheLanguage = -1;

    public static BoundType String { get; } = new(ValueKind.String, OfTheLanguage, IsNullable: false);

    public static BoundType Boolean { get; } = new(ValueKind.Boolean, OfTheLanguage, IsNullable: false);

    /// <summary>An <c>int</c>, or a <c>long</c> where a literal takes one.</summary>
    public static BoundType Integer { get; } = new(ValueKind.Integer, OfTheLanguage, IsNullable: false);

    public static BoundType Float { get; } = new(ValueKind.Float, OfTheLanguage, IsNullable: false);

    /// <summary>The type of <c>none</c>.</summary>
    public static BoundType None { get; } = new(ValueKind.Opaque, OfTheLanguage, IsNullable: true);

    public bool IsNone => Id == OfTheLanguage && Kind == ValueKind.Opaque;

    /// <summary>Whether it has a place in the table.</summary>
    public bool IsKnown => Id >= 0;

    public TypeRef Reference => new(Id, IsNullable);

    public BoundType NotNull => this with { IsNullable = false };

    public BoundType Nullable => this with { IsNullable = true };

    /// <summary>Whether it is written as characters that a person or a model reads: text, a character, an address.</summary>
    public bool IsText => Kind is ValueKind.String or ValueKind.Char or ValueKind.Uri;

    public static BoundType Of(TypeRef type, TypeTable types) => new(types[type].Kind, type.Id, type.IsNullable);

    /// <summary>Its name for messages.</summary>
    public string Name(TypeTable types)
        => IsKnown ? types[Reference].DisplayName + (IsNullable ? "?" : "") : Kind switch
        {
            ValueKind.String => "string",
            ValueKind.Boolean => "bool",
            ValueKind.Integer => "int",
            ValueKind.Float => "double",
            _ => "none",
        };

    /// <summary>Whether a nullable value of it is a <c>Nullable&lt;T&gt;</c>.</summary>
    public bool IsValueType(TypeTable types)
        => IsKnown ? types[Reference].IsValueType : Kind is ValueKind.Boolean or ValueKind.Integer or ValueKind.Float;
}

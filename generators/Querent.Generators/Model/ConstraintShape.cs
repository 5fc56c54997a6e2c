namespace Querent.Generators.Model;

/// <summary>A validation attribute as it stands on a member; whether it fits the member is found out later.</summary>
/// <param name="Name">The attribute's name as people write it.</param>
internal abstract record ConstraintShape(string Name);

/// <summary>A <c>[Range]</c>: its bounds in invariant text.</summary>
/// <param name="Minimum">The least value, or null when it could not be read.</param>
/// <param name="Maximum">The greatest value, or null when it could not be read.</param>
internal sealed record RangeShape(string? Minimum, string? Maximum) : ConstraintShape("Range")
{
    /// <summary>The type that the bounds are texts of; null for those that are written as numbers.</summary>
    public string? Type { get; init; }

    public bool MinimumIsExclusive { get; init; }

    public bool MaximumIsExclusive { get; init; }
}

/// <summary>A <c>[StringLength]</c>, <c>[MinLength]</c>, <c>[MaxLength]</c> or <c>[Length]</c>.</summary>
/// <param name="Name">Which of them.</param>
/// <param name="Minimum">The least length.</param>
/// <param name="Maximum">The greatest length; null for any.</param>
internal sealed record LengthShape(string Name, int Minimum, int? Maximum) : ConstraintShape(Name);

/// <summary>A <c>[RegularExpression]</c>.</summary>
/// <param name="Pattern">The regular expression.</param>
/// <param name="Timeout">The most milliseconds that a match may take; −1 for any.</param>
internal sealed record PatternShape(string Pattern, int Timeout) : ConstraintShape("RegularExpression");

/// <summary>An <c>[AllowedValues]</c> or <c>[DeniedValues]</c>.</summary>
/// <param name="Name">Which of them.</param>
/// <param name="Values">The values.</param>
internal sealed record ValuesShape(string Name, EquatableArray<ConstantShape> Values) : ConstraintShape(Name)
{
    public bool IsDenial => Name == "DeniedValues";
}

/// <summary>A <c>[Required]</c>.</summary>
/// <param name="AllowsEmpty">Whether a text may be empty.</param>
internal sealed record RequiredShape(bool AllowsEmpty) : ConstraintShape("Required");

/// <summary>An attribute that holds a text to a form, and checks that by itself: <c>[EmailAddress]</c>, <c>[Url]</c> and the like.</summary>
/// <param name="Name">Which of them.</param>
/// <param name="Code">The C# that makes the attribute.</param>
/// <param name="Words">What a model is told.</param>
/// <param name="Format">The format of JSON schema; null for none.</param>
internal sealed record FormShape(string Name, string Code, string Words, string? Format) : ConstraintShape(Name)
{
    /// <summary>The extensions that a file's name may have, as the author lists them; null for no such form.</summary>
    public string? Extensions { get; init; }
}

/// <summary>An attribute that nobody would check.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Instead">What to do in its place.</param>
internal sealed record UncheckedShape(string Name, string Instead) : ConstraintShape(Name);

/// <summary>A constant among the arguments of an attribute.</summary>
/// <param name="Type">Its C# type; empty for null.</param>
/// <param name="Code">As C#.</param>
/// <param name="Text">As invariant text: of an enum's member, its number.</param>
internal sealed record ConstantShape(string Type, string Code, string Text)
{
    public bool IsNull => Type.Length == 0;
}

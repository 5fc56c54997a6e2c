using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Values that one validation attribute calls invalid and all others of the member valid: by their own word, not ours.</summary>
internal static class ConstraintMutations
{
    private static readonly string[] Texts =
        ["", " ", "    ", "\u2003", "x", "xx", "xxxxxxx", "xxxxxxxxxxxx", "X", "AB-1234", "xAB-1", "AB-1\n", "AB-1 ", "2026-1", "\u0663", "green", "Red", "ab", "@b", "a@", "a@b@c", "a@b\n", "mailto:a", "http:/a", "example.com"];

    public static IEnumerable<Mutation> Of(Site site)
        => site.Slot.Constraints.SelectMany(constraint => Of(site, constraint));

    private static IEnumerable<Mutation> Of(Site site, ValidationAttribute constraint)
    {
        ValidationAttribute[] others = [.. site.Slot.Constraints.Where(other => other != constraint)];
        string name = constraint.GetType().Name;
        return site.Slot.Shape is ListShape list
            ? SizeMutations.Of(site, list, constraint, others)
            : Wrong(site.Slot.Shape, constraint)
                .Where(value => !constraint.IsValid(value) && others.All(other => other.IsValid(value)))
                .Select(value => Mutation.Of(site, $"{value} breaks {name}", RuleOf(constraint, others), NodeOf(value, site.Slot.Shape)));
    }

    private static IEnumerable<object> Wrong(Shape shape, ValidationAttribute constraint) => (shape, constraint) switch
    {
        (EnumShape enumeration, _) => enumeration.Members.Select(member => member.Value),
        (_, RangeAttribute range) => OutOfRange.Of(shape.Type, range),
        (_, DeniedValuesAttribute denied) => denied.Values.OfType<object>(),
        _ when shape.Type == typeof(string) => Texts,
        _ when shape.Type == typeof(byte[]) => Enumerable.Range(0, 5).Select(size => new byte[size]),
        _ when shape.Type == typeof(bool) => [true, false],
        _ when shape.Type == typeof(char) => ['b', 'A', '\u00e4'],
        _ => Enumerable.Range(-2, 8).Select(number => Convert.ChangeType(number, shape.Type, System.Globalization.CultureInfo.InvariantCulture)),
    };

    // What is denied among those that are allowed is not listed in the first place.
    private static string RuleOf(ValidationAttribute constraint, ValidationAttribute[] others) => constraint switch
    {
        RangeAttribute => "range",
        RegularExpressionAttribute => "pattern",
        AllowedValuesAttribute => "allowed",
        DeniedValuesAttribute => others.Any(other => other is AllowedValuesAttribute) ? "allowed" : "denied",
        RequiredAttribute => "empty",
        DataTypeAttribute => "format",
        _ => "length",
    };

    private static Node NodeOf(object value, Shape shape) => shape is EnumShape enumeration
        ? new TextNode(enumeration.Members.First(member => member.Value.Equals(value)).Name)
        : NodeReader.Read(JsonSerializer.Serialize(value, value.GetType()));
}

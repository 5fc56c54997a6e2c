using Querent.Generators.Binding;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Reading;

/// <summary>Writes the call of a value's own check, <c>IValidatableObject</c>, around what makes the value.</summary>
internal static class OwnCheckEmitter
{
    /// <summary>The value, once its check has let it pass.</summary>
    /// <param name="shape">The value's type.</param>
    /// <param name="value">What makes it.</param>
    public static string Of(TypeShape shape, string value)
    {
        if (!shape.ChecksItself)
        {
            return value;
        }

        // A check names properties as C# does, a path as JSON does.
        IEnumerable<string> names = shape.Kind == ValueKind.Object
            ? AnswerMembers.Of(shape).Select(member => $"{Literal.Of(member.Name)} => {Literal.Of(member.WireName)}, ")
            : [];
        return $"reader.Checked({value}, static member => member switch {{ {string.Concat(names)}_ => null }})";
    }
}

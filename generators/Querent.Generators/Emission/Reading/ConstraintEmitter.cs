using System.Globalization;
using Querent.Generators.Binding.Constraints;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Reading;

/// <summary>Writes the checks that validation attributes ask for around what reads a value, and the fields that they need.</summary>
internal sealed class ConstraintEmitter(TypeTable types, HelperNames names)
{
    private readonly List<string> _fields = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The C# that reads a member and holds its value to its constraints.</summary>
    /// <param name="member">The member.</param>
    /// <param name="read">The C# that reads a value of its type which is not null.</param>
    public string Read(MemberShape member, Func<int, string> read)
    {
        MemberConstraints constraints = MemberConstraints.Of(member, types);
        string value = Checked(read(constraints.Type.Id), member.Name, constraints, types[constraints.Type]);
        return constraints.Type.IsNullable ? $"reader.IsNull ? null : {value}" : value;
    }

    /// <summary>Writes the fields that the checks use.</summary>
    public void Emit(SourceWriter writer)
    {
        writer.Blank();
        _fields.ForEach(writer.Line);
        writer.Blank();
    }

    private string Checked(string value, string name, MemberConstraints constraints, TypeShape type)
    {
        if (constraints.Range is { } range)
        {
            string exclusive = range.MinimumIsExclusive || range.MaximumIsExclusive ? $", {Truth(range.MinimumIsExclusive)}, {Truth(range.MaximumIsExclusive)}" : "";
            value = $"reader.{(exclusive.Length > 0 ? "Between" : "InRange")}<{type.FullName}>({value}, {range.Minimum}, {range.Maximum}{exclusive})";
        }

        if (constraints.RefusesEmpty)
        {
            value = $"reader.NotEmpty({value})";
        }

        if (constraints.Length is { } length && (length.Minimum > 0 || length.Maximum is not null))
        {
            string maximum = length.Maximum?.ToString(CultureInfo.InvariantCulture) ?? "int.MaxValue";
            value = $"reader.{LengthMethod(type)}({value}, {length.Minimum.ToString(CultureInfo.InvariantCulture)}, {maximum})";
        }

        foreach (PatternShape pattern in constraints.Patterns)
        {
            string made = LinearPattern.Is(pattern.Pattern)
                ? $"global::Querent.AnswerPatterns.Linear({Literal.Of(pattern.Pattern)}, {pattern.Timeout.ToString(CultureInfo.InvariantCulture)})"
                : $"global::Querent.AnswerPatterns.Timed({Literal.Of(pattern.Pattern)}, {pattern.Timeout.ToString(CultureInfo.InvariantCulture)})";
            value = $"reader.Matches({value}, {Field("global::System.Text.RegularExpressions.Regex", "PatternOf" + name, made)})";
        }

        if (constraints.Allowed is { } allowed)
        {
            value = $"reader.OneOf<{type.FullName}>({value}, {Values("ValuesOf" + name, allowed, type)})";
        }

        if (constraints.Denied.Count > 0)
        {
            value = $"reader.NoneOf<{type.FullName}>({value}, {Values("No" + name, constraints.Denied, type)})";
        }

        foreach (FormShape form in constraints.Forms)
        {
            string attribute = form.Code.Substring("new ".Length).Split('(')[0];
            value = $"reader.HasForm({value}, {Field(attribute, form.Name + "Form", form.Code)}, {Literal.Of(form.Words)})";
        }

        return value;
    }

    private string LengthMethod(TypeShape type) => type.Kind switch
    {
        ValueKind.String => "HasLength",
        ValueKind.Bytes => "HasSize",
        _ when type.ListForm == ListForm.ImmutableArray => "HasItems",
        _ => $"HasItems<{type.FullName}, {Access.TypeName(type.Element, types)}>",
    };

    private string Values(string name, IEnumerable<ConstantShape> values, TypeShape type)
        => Field($"{type.FullName}[]", name, $"new {type.FullName}[] {{ {string.Join(", ", values.Select(value => value.Code))} }}");

    private string Field(string type, string name, string value)
    {
        string field = names.ForValue(name, value);
        if (_known.Add(field))
        {
            _fields.Add($"private static readonly {type} {field} = {value};");
        }

        return field;
    }

    private static string Truth(bool value) => value ? "true" : "false";
}

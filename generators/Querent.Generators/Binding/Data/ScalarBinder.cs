using Querent.Generators.Binding.Constraints;
using Querent.Generators.Data;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Data;

/// <summary>Gives simple values their types.</summary>
internal sealed class ScalarBinder(TypeTable types, string text, List<DataProblem> problems)
{
    // Whoever has to look through more looks at the enum.
    private const int MostMembersNamed = 8;

    public BoundData? Bind(DataValue value, TypeRef type, string name, ValueRange? range)
    {
        TypeShape shape = types[type];
        string? problem = null;
        BoundData? data = shape.Kind switch
        {
            ValueKind.JsonElement => new ScalarData(type, value is DataField ? Emission.TextEscaping.JsonString(TextOf(value)!) : text.Substring(value.Span.Start, value.Span.Length)),
            ValueKind.Boolean => BooleanOf(value) is { } truth ? new ScalarData(type, truth ? "true" : "false") : null,
            ValueKind.Integer or ValueKind.Float or ValueKind.Decimal => NumberOf(value) is { } number ? NumberBinder.Bind(number, type, shape, range, out problem) : null,
            _ when TextOf(value) is not { } characters => null,
            ValueKind.Enum => EnumOf(TextOf(value)!, type, shape, out problem),
            _ => DataTexts.Canonical(TextOf(value)!, shape.Kind, out problem) is { } canonical ? new ScalarData(type, canonical) : null,
        };
        if (data is null)
        {
            problem ??= $"it has to be {Describe(shape)}, and this is {Describe(value)}";
            problems.Add(new DataProblem(DataFault.Value, value.Span, name, problem));
        }

        return data;
    }

    private static EnumData? EnumOf(string name, TypeRef type, TypeShape shape, out string? problem)
    {
        problem = null;
        foreach (EnumMemberShape member in shape.EnumMembers)
        {
            if (member.WireName == name)
            {
                return new EnumData(type, member);
            }
        }

        IEnumerable<string> names = shape.EnumMembers.Select(member => member.WireName);
        string advice = NearestName.Of(name, names).Advice;
        problem = $"'{name}' is no member of '{shape.DisplayName}'"
            + (advice.Length == 0 && shape.EnumMembers.Count <= MostMembersNamed ? $"; it has {string.Join(", ", names)}" : advice);
        return null;
    }

    private static string? TextOf(DataValue value) => value switch
    {
        DataText json => json.Value,
        DataField field => field.Value,
        _ => null,
    };

    private static bool? BooleanOf(DataValue value) => value switch
    {
        DataBoolean json => json.Value,
        DataField field when bool.TryParse(field.Value, out bool truth) => truth,
        _ => null,
    };

    private static string? NumberOf(DataValue value) => value switch
    {
        DataNumber json => json.Text,
        DataField field => NumberText.OfField(field.Value),
        _ => null,
    };

    private static string Describe(TypeShape type) => type.Kind switch
    {
        ValueKind.Boolean => "true or false",
        ValueKind.Integer => "a whole number",
        ValueKind.Float or ValueKind.Decimal => "a number",
        ValueKind.List => "a list",
        ValueKind.Map or ValueKind.EnumMap or ValueKind.Object => "an object",
        _ => "a text",
    };

    private static string Describe(DataValue value) => value switch
    {
        DataField { Value: "" } => "empty",
        DataText or DataField => "a text",
        DataNumber => "a number",
        DataBoolean json => json.Value ? "true" : "false",
        DataArray => "a list",
        _ => "an object",
    };
}

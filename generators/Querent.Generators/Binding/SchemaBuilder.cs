using System.Text;
using Querent.Generators.Discovery;
using Querent.Generators.Emission;
using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>
/// Writes a query's <c>response_format</c>: a JSON schema inside the subset that strict structured output accepts. Each
/// object refuses other properties and requires all of its own; what may be missing is a union with null; a range is
/// said in the description.
/// </summary>
internal sealed class SchemaBuilder
{
    private const int LongestName = 64;

    private readonly StringBuilder _json = new();
    private readonly TypeTable _types;

    private SchemaBuilder(TypeTable types) => _types = types;

    public static string ResponseFormat(RowMember query, TypeTable types)
    {
        var builder = new SchemaBuilder(types);
        builder._json.Append("""{"type":"json_schema","json_schema":{"name":""").Append(TextEscaping.JsonString(NameOf(query)));
        builder._json.Append(""","strict":true,"schema":""");
        string? description = AnswerMembers.IsWrapped(query, types) ? null : query.Answer!.Description ?? types[query.AnswerType].Description;
        builder.AppendObject(AnswerMembers.OfRoot(query, types), description);
        return builder._json.Append("}}").ToString();
    }

    // The wire allows letters, digits, underscores and hyphens of ASCII.
    private static string NameOf(RowMember query)
    {
        string name = string.Concat(SnakeCase.Of(query.Name).Select(c => c is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9') ? c : '_'));
        return name.Length > LongestName ? name.Substring(0, LongestName) : name;
    }

    private void AppendObject(IEnumerable<MemberShape> members, string? description)
    {
        _json.Append("""{"type":"object",""");
        AppendDescription(description, before: false);
        _json.Append("\"properties\":{");
        string separator = "";
        var names = new List<string>();
        foreach (MemberShape member in members)
        {
            names.Add(TextEscaping.JsonString(member.WireName));
            _json.Append(separator).Append(names[names.Count - 1]).Append(':');
            AppendType(member.Type, DescriptionOf(member));
            separator = ",";
        }

        _json.Append("},\"required\":[").Append(string.Join(",", names)).Append("],\"additionalProperties\":false}");
    }

    private string? DescriptionOf(MemberShape member)
    {
        TypeShape type = _types[member.Type];
        string? description = member.Description ?? (type.Kind is ValueKind.Object or ValueKind.Enum ? type.Description : null);
        string? range = member.Range is null ? null : NumberRange.Of(member.Range, type, out _)?.Text;
        return string.IsNullOrEmpty(range) ? description : string.IsNullOrEmpty(description) ? range : $"{description} {range}";
    }

    private void AppendType(TypeRef type, string? description)
    {
        TypeShape shape = _types[type];
        switch (shape.Kind)
        {
            case ValueKind.Object when type.IsNullable:
                _json.Append("{\"anyOf\":[");
                AppendObject(AnswerMembers.Of(shape), description: null);
                _json.Append(""",{"type":"null"}]""");
                AppendDescription(description, before: true);
                _json.Append('}');
                break;

            case ValueKind.Object:
                AppendObject(AnswerMembers.Of(shape), description);
                break;

            default:
                _json.Append("{\"type\":").Append(type.IsNullable ? $"[\"{NameOf(shape.Kind)}\",\"null\"]" : $"\"{NameOf(shape.Kind)}\"");
                AppendDescription(description, before: true);
                AppendContent(shape, type.IsNullable);
                _json.Append('}');
                break;
        }
    }

    private void AppendContent(TypeShape shape, bool isNullable)
    {
        if (shape.Kind == ValueKind.Enum)
        {
            IEnumerable<string> names = shape.EnumMembers.Select(member => TextEscaping.JsonString(member.WireName));
            _json.Append(",\"enum\":[").Append(string.Join(",", isNullable ? names.Append("null") : names)).Append(']');
        }
        else if (shape.Kind == ValueKind.List)
        {
            _json.Append(",\"items\":");
            TypeShape element = _types[shape.Element];
            AppendType(shape.Element, element.Kind == ValueKind.Enum ? element.Description : null);
        }
    }

    private void AppendDescription(string? description, bool before)
    {
        if (!string.IsNullOrEmpty(description))
        {
            _json.Append(before ? "," : "").Append("\"description\":").Append(TextEscaping.JsonString(description!)).Append(before ? "" : ",");
        }
    }

    private static string NameOf(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => "boolean",
        ValueKind.Integer => "integer",
        ValueKind.Float or ValueKind.Decimal => "number",
        ValueKind.List => "array",
        _ => "string",
    };
}

using System.Text;
using Querent.Generators.Binding.Constraints;
using Querent.Generators.Discovery;
using Querent.Generators.Emission;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Schemas;

/// <summary>
/// Writes a query's <c>response_format</c>: a JSON schema inside the subset that strict structured output accepts. Each
/// object refuses other properties and requires all of its own; what may be missing is a union with null; a type that
/// holds itself, and one that is used several times where that is shorter, is defined once and referred to.
/// </summary>
internal sealed class SchemaBuilder
{
    private const int LongestName = 64;

    // Each is tried by itself.
    private const int MostTried = 32;

    private readonly StringBuilder _json = new();
    private readonly Dictionary<int, string> _references = [];
    private readonly List<(int Type, string Name, List<string> Path)> _definitions = [];
    private readonly TypeTable _types;
    private readonly SchemaProfile _profile;
    private readonly HashSet<int> _shared;
    private readonly SchemaSize _size;

    private SchemaBuilder(RowShape row, HashSet<int> shared)
    {
        _types = row.Types;
        _profile = row.Profile;
        _shared = shared;
        _size = new SchemaSize(SchemaLimits.Of(row.Profile));
    }

    public static AnswerSchema Of(RowMember query, RowShape row)
    {
        SchemaUses uses = SchemaUses.Of(query, row.Types);
        var shared = new HashSet<int>(uses.Recursive);
        AnswerSchema best = Build(shared);
        if (best.Excess is not null)
        {
            return Build([.. uses.Recursive, .. uses.Repeated]);
        }

        foreach (int type in uses.Repeated.Take(MostTried))
        {
            shared.Add(type);
            AnswerSchema next = Build(shared);
            if (next.ResponseFormat.Length < best.ResponseFormat.Length)
            {
                best = next;
            }
            else
            {
                shared.Remove(type);
            }
        }

        return best;

        AnswerSchema Build(HashSet<int> definitions) => new SchemaBuilder(row, definitions).Build(query);
    }

    private AnswerSchema Build(RowMember query)
    {
        _json.Append("""{"type":"json_schema","json_schema":{"name":""").Append(TextEscaping.JsonString(NameOf(query)));
        _json.Append(""","strict":true,"schema":""");
        if (AnswerMembers.IsWrapped(query, _types))
        {
            AppendObject([query.Answer!], description: null);
        }
        else
        {
            _references[query.AnswerType.Id] = "#";
            AppendObject(AnswerMembers.Of(_types[query.AnswerType]), query.Answer!.Description ?? _types[query.AnswerType].Description);
        }

        AppendDefinitions();
        return new AnswerSchema(_json.Append("}}").ToString(), _size.Excess);
    }

    // Into the root, before its last brace.
    private void AppendDefinitions()
    {
        for (int i = 0; i < _definitions.Count && _size.Excess is null; i++)
        {
            (int type, string name, List<string> path) = _definitions[i];
            _json.Length -= i == 0 ? 1 : 2;
            _json.Append(i == 0 ? ",\"$defs\":{" : ",").Append(TextEscaping.JsonString(name)).Append(':');
            _size.Path = path;
            _size.AddCharacters(name.Length);
            AppendInline(_types.Types[type], isNullable: false, _types.Types[type].Description);
            _json.Append("}}");
        }
    }

    // The wire allows letters, digits, underscores and hyphens of ASCII.
    private static string NameOf(RowMember query)
    {
        string name = string.Concat(SnakeCase.Of(query.Name).Select(c => c is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9') ? c : '_'));
        return name.Length > LongestName ? name.Substring(0, LongestName) : name;
    }

    private void AppendObject(IEnumerable<MemberShape> members, string? description, UnionShape? union = null, UnionCase? option = null)
    {
        _json.Append("""{"type":"object",""");
        AppendDescription(description, before: false);
        _json.Append("\"properties\":{");
        var names = new List<string>();
        if (option is not null)
        {
            AppendName(union!.Discriminator, names);
            string tag = option.IsNumber ? option.Tag! : TextEscaping.JsonString(option.Tag!);
            _size.AddEnum([option.Tag!]);
            _json.Append($$"""{"type":"{{(option.IsNumber ? "integer" : "string")}}","enum":[{{tag}}]}""");
        }

        foreach (MemberShape member in members)
        {
            if (_size.Excess is not null)
            {
                break;
            }

            _size.Path.Add(member.Name);
            AppendName(member.WireName, names);
            AppendMember(member);
            _size.Path.RemoveAt(_size.Path.Count - 1);
        }

        _json.Append("},\"required\":[").Append(string.Join(",", names)).Append("],\"additionalProperties\":false}");
    }

    private void AppendName(string name, List<string> names)
    {
        _size.AddProperty(name);
        _json.Append(names.Count == 0 ? "" : ",");
        names.Add(TextEscaping.JsonString(name));
        _json.Append(names[names.Count - 1]).Append(':');
    }

    private void AppendMember(MemberShape member)
    {
        MemberConstraints constraints = MemberConstraints.Of(member, _types);
        TypeShape type = _types[constraints.Type];
        ConstraintText text = ConstraintText.Of(constraints, type, _profile);
        string? description = Join(member.Description, text.Words);
        if (ConstraintText.EnumOf(constraints, type) is { } values)
        {
            AppendScalar(type, constraints.Type.IsNullable, string.IsNullOrEmpty(description) ? type.Description : description, text.Keywords, values);
        }
        else
        {
            AppendType(constraints.Type, description, text.Keywords);
        }
    }

    // A reference takes no description beside it: what has one of its own is written out, or stands in a union.
    private void AppendType(TypeRef type, string? description, string keywords = "")
    {
        TypeShape shape = _types[type];
        if (!_shared.Contains(type.Id) || !(type.IsNullable || string.IsNullOrEmpty(description)))
        {
            AppendInline(shape, type.IsNullable, string.IsNullOrEmpty(description) && shape.Kind is ValueKind.Object or ValueKind.Enum ? shape.Description : description, keywords);
        }
        else if (type.IsNullable)
        {
            _json.Append("{\"anyOf\":[{\"$ref\":").Append(ReferenceTo(type.Id)).Append("""},{"type":"null"}]""");
            AppendDescription(description, before: true);
            _json.Append('}');
        }
        else
        {
            _json.Append("{\"$ref\":").Append(ReferenceTo(type.Id)).Append('}');
        }
    }

    private string ReferenceTo(int type)
    {
        if (!_references.TryGetValue(type, out string? reference))
        {
            string clean = string.Concat(_types.Types[type].DisplayName.Where(c => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')));
            string name = clean.Length == 0 ? "Type" : clean;
            for (int i = 2; _definitions.Any(definition => definition.Name == name); i++)
            {
                name = clean + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            reference = "#/$defs/" + name;
            _references.Add(type, reference);
            _definitions.Add((type, name, [.. _size.Path]));
        }

        return TextEscaping.JsonString(reference);
    }

    private void AppendInline(TypeShape shape, bool isNullable, string? description, string keywords = "")
    {
        switch (shape.Kind)
        {
            case ValueKind.Object when shape.Union is { } union:
                AppendUnion(union, isNullable, description);
                break;

            case ValueKind.Object or ValueKind.EnumMap when isNullable:
                _json.Append("{\"anyOf\":[");
                AppendInline(shape, isNullable: false, description: null);
                _json.Append(""",{"type":"null"}]""");
                AppendDescription(description, before: true);
                _json.Append('}');
                break;

            case ValueKind.Object:
                AppendObject(AnswerMembers.Of(shape), description);
                break;

            case ValueKind.EnumMap:
                AppendObject(AnswerMembers.OfMap(shape, _types), description);
                break;

            default:
                AppendScalar(shape, isNullable, description, keywords);
                break;
        }
    }

    private void AppendUnion(UnionShape union, bool isNullable, string? description)
    {
        _json.Append("{\"anyOf\":[");
        string separator = "";
        foreach (UnionCase option in union.Cases)
        {
            TypeShape type = _types[option.Type];
            _json.Append(separator);
            separator = ",";
            _size.Path.Add($"<{type.DisplayName}>");
            AppendObject(AnswerMembers.Of(type), type.Description, union, option);
            _size.Path.RemoveAt(_size.Path.Count - 1);
        }

        _json.Append(isNullable ? """,{"type":"null"}]""" : "]");
        AppendDescription(description, before: true);
        _json.Append('}');
    }

    private void AppendScalar(TypeShape shape, bool isNullable, string? description, string keywords, IReadOnlyList<(string Json, string Text)>? values = null)
    {
        ScalarForm? form = ScalarForm.Of(shape.Kind);
        if (form is not null && _profile == SchemaProfile.OpenAI && (form.Format ?? form.Pattern) is not null)
        {
            keywords += form.Format is not null ? $",\"format\":\"{form.Format}\"" : $",\"pattern\":{TextEscaping.JsonString(form.Pattern!)}";
        }
        else
        {
            description = Join(description, form?.Words);
        }

        _json.Append("{\"type\":").Append(isNullable ? $"[\"{NameOf(shape.Kind)}\",\"null\"]" : $"\"{NameOf(shape.Kind)}\"");
        AppendDescription(description, before: true);
        _json.Append(keywords);
        values ??= shape.Kind == ValueKind.Enum ? [.. shape.EnumMembers.Select(member => (TextEscaping.JsonString(member.WireName), member.WireName))] : null;
        if (values is not null)
        {
            AppendEnum(values, isNullable);
        }
        else if (shape.Kind == ValueKind.List)
        {
            AppendItems(shape);
        }

        _json.Append('}');
    }

    private void AppendEnum(IReadOnlyList<(string Json, string Text)> values, bool isNullable)
    {
        IEnumerable<string> json = values.Select(value => value.Json);
        _size.AddEnum([.. values.Select(value => value.Text), .. isNullable ? [""] : Array.Empty<string>()]);
        _json.Append(",\"enum\":[").Append(string.Join(",", isNullable ? json.Append("null") : json)).Append(']');
    }

    private void AppendItems(TypeShape shape)
    {
        _json.Append(",\"items\":");
        _size.Path.Add("[]");
        AppendType(shape.Element, description: null);
        _size.Path.RemoveAt(_size.Path.Count - 1);
    }

    private void AppendDescription(string? description, bool before)
    {
        if (!string.IsNullOrEmpty(description))
        {
            _json.Append(before ? "," : "").Append("\"description\":").Append(TextEscaping.JsonString(description!)).Append(before ? "" : ",");
        }
    }

    private static string? Join(string? first, string? second)
        => string.IsNullOrEmpty(second) ? first : string.IsNullOrEmpty(first) ? second : $"{first} {second}";

    private static string NameOf(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => "boolean",
        ValueKind.Integer => "integer",
        ValueKind.Float or ValueKind.Decimal => "number",
        ValueKind.List => "array",
        _ => "string",
    };
}

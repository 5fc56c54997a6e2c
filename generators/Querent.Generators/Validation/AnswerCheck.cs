using System.Globalization;
using Querent.Generators.Binding;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that an answer's type can be described by a schema and read back.</summary>
internal sealed class AnswerCheck
{
    // OpenAI's limit for a schema, in which a type that is used twice counts twice. Azure's is far below.
    private const int MostPropertiesInAll = 5000;

    private readonly RowMember _query;
    private readonly TypeTable _types;
    private readonly List<Problem> _problems;
    private readonly List<string> _path = [];
    private readonly HashSet<int> _around = [];
    private int _properties;

    private AnswerCheck(RowMember query, TypeTable types, List<Problem> problems)
    {
        _query = query;
        _types = types;
        _problems = problems;
    }

    public static void Run(RowMember query, TypeTable types, List<Problem> problems)
        => new AnswerCheck(query, types, problems).Check(query.Answer!);

    private Site Here => Site.Answer(_query.Name, _path);

    private string Name => string.Join(".", _path.Prepend(_query.Name)).Replace(".[]", "[]");

    private void Check(MemberShape member)
    {
        if (member.HasConverter)
        {
            Refuse("its JSON is up to a JsonConverter; remove the converter");
        }

        if (member.Range is { } range && NumberRange.Of(range, _types[member.Type], out string problem) is null)
        {
            _problems.Add(new Problem(AnswerRules.RangeDoesNotFit, Here, Name, problem));
        }

        Check(member.Type);
    }

    private void Check(TypeRef reference)
    {
        TypeShape type = _types[reference];
        switch (type.Kind)
        {
            case ValueKind.String or ValueKind.Boolean or ValueKind.Integer or ValueKind.Float or ValueKind.Decimal:
                break;

            case ValueKind.Enum:
                CheckEnum(type);
                break;

            case ValueKind.List when type.ListForm == ListForm.Sequence:
                Refuse($"a '{type.DisplayName}' cannot be made; use List<T>, IReadOnlyList<T>, an array or ImmutableArray<T>");
                break;

            case ValueKind.List:
                _path.Add("[]");
                Check(type.Element);
                _path.RemoveAt(_path.Count - 1);
                break;

            case ValueKind.Object when !_around.Add(reference.Id):
                Refuse($"'{type.DisplayName}' holds itself, which is not supported yet; flatten it");
                break;

            case ValueKind.Object:
                CheckObject(type);
                _around.Remove(reference.Id);
                break;

            default:
                Refuse($"'{type.DisplayName}' is not among the types that answers are made of: records, enums, string, bool, numbers, and lists of these");
                break;
        }
    }

    private void CheckEnum(TypeShape type)
    {
        if (type.Unmakeable is not null)
        {
            Refuse(type.Unmakeable);
        }
        else if (type.EnumMembers.Count == 0)
        {
            Refuse($"the enum '{type.DisplayName}' has no members");
        }
        else if (FirstPair(type.EnumMembers, member => member.WireName) is var (first, second))
        {
            _problems.Add(new Problem(AnswerRules.NameCollision, Here, $"{type.DisplayName}.{first.Name}", $"{type.DisplayName}.{second.Name}", second.WireName));
        }
    }

    private void CheckObject(TypeShape type)
    {
        var members = AnswerMembers.Of(type).ToList();
        string? obstacle = type.Unmakeable is not null ? $"'{type.DisplayName}' cannot be made, because {type.Unmakeable}"
            : MissingPart(type) is { } part ? $"'{type.DisplayName}' cannot be made, because {part}"
            : members.Count == 0 ? $"'{type.DisplayName}' has no property that could be set"
            : null;
        if (obstacle is not null)
        {
            Refuse(obstacle);
            return;
        }

        if (members.Count > AnswerMembers.Most)
        {
            _problems.Add(new Problem(AnswerRules.TooManyProperties, Here, Name, Text(members.Count), Text(AnswerMembers.Most)));
        }

        if (FirstPair(members, member => member.WireName) is var (first, second))
        {
            _problems.Add(new Problem(AnswerRules.NameCollision, Here, first.Name, second.Name, second.WireName));
        }

        bool wasTooLarge = _properties > MostPropertiesInAll;
        _properties += members.Count;
        if (_properties > MostPropertiesInAll)
        {
            if (!wasTooLarge)
            {
                Refuse($"its schema would have more than {Text(MostPropertiesInAll)} properties, which no provider takes");
            }

            return;
        }

        foreach (MemberShape member in members)
        {
            _path.Add(member.Name);
            Check(member);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private static string? MissingPart(TypeShape type)
    {
        ParameterShape? orphan = type.Constructor.FirstOrDefault(parameter =>
            !parameter.IsOptional && (parameter.Member < 0 || type.Members[parameter.Member].IsIgnored));
        MemberShape? ignored = type.Members.FirstOrDefault(member => member is { IsRequired: true, IsIgnored: true });
        return orphan is not null ? $"its parameter '{orphan.Name}' has no property of that name and type in the JSON"
            : ignored is not null ? $"its property '{ignored.Name}' is required and ignored at once"
            : type.RequiredField is { } field ? $"its field '{field}' is required, and only properties are set; make it a property"
            : null;
    }

    private static (T First, T Second)? FirstPair<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var seen = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            if (seen.TryGetValue(name(item), out T? first))
            {
                return (first, item);
            }

            seen.Add(name(item), item);
        }

        return null;
    }

    private void Refuse(string reason) => _problems.Add(new Problem(AnswerRules.UnsupportedType, Here, Name, reason));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Querent.Generators.Binding;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that an answer's type can be described by a schema and read back.</summary>
internal sealed class AnswerCheck
{
    // What both OpenAI and Azure OpenAI list for a schema, in which a type that is used twice counts twice. Azure's are the
    // narrower for properties and levels: OpenAI alone takes 5,000 and 10.
    private const int MostPropertiesInAll = 100;
    private const int MostLevels = 5;
    private const int MostEnumValuesInAll = 1000;
    private const int ManyEnumValues = 250;
    private const int MostCharactersOfManyValues = 15_000;

    private readonly RowMember _query;
    private readonly TypeTable _types;
    private readonly List<Problem> _problems;
    private readonly List<string> _path = [];
    private readonly HashSet<int> _around = [];
    private int _properties;
    private int _levels;
    private int _enumValues;
    private bool _isTooLarge;

    private AnswerCheck(RowMember query, TypeTable types, List<Problem> problems)
    {
        _query = query;
        _types = types;
        _problems = problems;
    }

    public static void Run(RowMember query, TypeTable types, List<Problem> problems)
    {
        int wrapper = AnswerMembers.IsWrapped(query, types) ? 1 : 0;
        new AnswerCheck(query, types, problems) { _properties = wrapper, _levels = wrapper }.Check(query.Answer!);
    }

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
                CheckEnum(type, reference.IsNullable);
                break;

            case ValueKind.List when type.ListForm == ListForm.Sequence:
                Refuse($"a '{type.DisplayName}' cannot be made; use List<T>, IReadOnlyList<T>, an array or ImmutableArray<T>");
                break;

            case ValueKind.List:
                if (Descend())
                {
                    _path.Add("[]");
                    Check(type.Element);
                    _path.RemoveAt(_path.Count - 1);
                }

                _levels--;
                break;

            case ValueKind.Object when !_around.Add(reference.Id):
                Refuse($"'{type.DisplayName}' holds itself, which is not supported yet; flatten it");
                break;

            case ValueKind.Object:
                if (Descend())
                {
                    CheckObject(type);
                }

                _levels--;
                _around.Remove(reference.Id);
                break;

            default:
                Refuse($"'{type.DisplayName}' is not among the types that answers are made of: records, enums, string, bool, numbers, and lists of these");
                break;
        }
    }

    // A level is an object or a list, as the providers count them.
    private bool Descend()
    {
        if (++_levels > MostLevels)
        {
            RefuseSize($"its schema would have more than {Text(MostLevels)} levels of objects and lists, the most that Azure OpenAI takes; flatten it");
        }

        return !_isTooLarge;
    }

    private void CheckEnum(TypeShape type, bool isNullable)
    {
        _enumValues += type.EnumMembers.Count + (isNullable ? 1 : 0);
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
        else if (_enumValues > MostEnumValuesInAll)
        {
            RefuseSize($"its schema would have more than {Text(MostEnumValuesInAll)} enum values in all, the most that providers take; make one of the enums a string");
        }
        else if (type.EnumMembers.Count > ManyEnumValues && type.EnumMembers.Sum(member => member.WireName.Length) > MostCharactersOfManyValues)
        {
            Refuse($"the names of the enum '{type.DisplayName}' have more than {Text(MostCharactersOfManyValues)} characters, the most that providers take for an enum of more than {Text(ManyEnumValues)} values; shorten them");
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

        _properties += members.Count;
        if (_properties > MostPropertiesInAll)
        {
            RefuseSize($"its schema would have more than {Text(MostPropertiesInAll)} properties in all, the most that Azure OpenAI takes; split the query");
            return;
        }

        foreach (MemberShape member in members)
        {
            _path.Add(member.Name);
            Check(member);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    /// <summary>What keeps an object from being made of its JSON; null where nothing does.</summary>
    public static string? MissingPart(TypeShape type)
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

    // Said once: what follows would be too large as well.
    private void RefuseSize(string reason)
    {
        if (!_isTooLarge)
        {
            _isTooLarge = true;
            Refuse(reason);
        }
    }

    private void Refuse(string reason) => _problems.Add(new Problem(AnswerRules.UnsupportedType, Here, Name, reason));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

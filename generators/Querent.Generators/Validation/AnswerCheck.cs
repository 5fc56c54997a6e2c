using System.Globalization;
using Querent.Generators.Binding;
using Querent.Generators.Binding.Schemas;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that an answer's type can be described by a schema and read back.</summary>
internal sealed class AnswerCheck
{
    private const string Converted = "its JSON is up to a JsonConverter";
    private const string Instead = "let the model answer a record of what the JSON holds, and convert that in a property of your own";
    private const string Unlisted = "is not among the types that answers are made of: records, enums, string, bool, numbers, dates, and lists of these";

    private readonly RowMember _query;
    private readonly TypeTable _types;
    private readonly SchemaLimits _limits;
    private readonly List<Problem> _problems;
    private readonly List<string> _path = [];
    private readonly Dictionary<int, int> _around = [];
    private readonly HashSet<(int Type, int Level)> _seen = [];
    private readonly HashSet<int> _ending;
    private int _levels;
    private bool _isTooDeep;

    private AnswerCheck(RowMember query, RowShape row, List<Problem> problems)
    {
        _query = query;
        _types = row.Types;
        _limits = SchemaLimits.Of(row.Profile);
        _problems = problems;
        _ending = EndingTypes.Of(row.Types);
    }

    public static void Run(RowMember query, RowShape row, List<Problem> problems)
    {
        int before = problems.Count;
        new AnswerCheck(query, row, problems) { _levels = AnswerMembers.IsWrapped(query, row.Types) ? 1 : 0 }.Check(query.Answer!);
        if (problems.Count == before && SchemaBuilder.Of(query, row).Excess is { } excess)
        {
            problems.Add(new Problem(AnswerRules.UnsupportedType, Site.Answer(query.Name, excess.Path), NameOf(query, excess.Path), excess.Reason));
        }
    }

    private Site Here => Site.Answer(_query.Name, _path);

    private string Name => NameOf(_query, _path);

    private static string NameOf(RowMember query, IEnumerable<string> path)
        => string.Join(".", path.Prepend(query.Name)).Replace(".[]", "[]").Replace(".<", "<");

    private void Check(MemberShape member)
    {
        if (member.HasConverter)
        {
            Refuse($"{Converted}; remove the converter, or {Instead}");
        }

        ConstraintCheck.Run(member, _types, (_query.Name, _path), Name, _problems);
        Check(member.Type);
    }

    private void Check(TypeRef reference)
    {
        TypeShape type = _types[reference];
        switch (type.Kind)
        {
            case ValueKind.Enum:
                CheckEnum(type);
                break;

            case ValueKind.JsonElement:
                Refuse($"a '{type.DisplayName}' may be anything, which no strict schema can say; name a type of what it holds, or ask for a string");
                break;

            case ValueKind.Map:
                Refuse($"a '{type.DisplayName}' has open keys, which strict schemas do not allow; use a list of records with a key and a value, or an enum as the type of the key");
                break;

            case ValueKind.List or ValueKind.EnumMap when type.ListForm == ListForm.Sequence:
                Refuse($"a '{type.DisplayName}' cannot be made; use {(type.Kind == ValueKind.List ? "List<T>, IReadOnlyList<T>, HashSet<T>, an array or ImmutableArray<T>" : "Dictionary<TEnum, T> or IReadOnlyDictionary<TEnum, T>")}");
                break;

            case ValueKind.List or ValueKind.EnumMap when !_types.HasJson(reference):
                Refuse($"'{type.DisplayName}' {Unlisted}");
                break;

            case ValueKind.List or ValueKind.EnumMap or ValueKind.Object:
                CheckParts(reference, type);
                break;

            case ValueKind.Opaque:
                Refuse($"'{type.DisplayName}' {Unlisted}");
                break;
        }
    }

    // A level is an object or a list. What leads back to itself is a reference there: it counts from where it is defined.
    private void CheckParts(TypeRef reference, TypeShape type)
    {
        if (_around.TryGetValue(reference.Id, out int outside))
        {
            if (!_ending.Contains(reference.Id))
            {
                Refuse($"'{type.DisplayName}' holds itself without an end; let it be null, or a list");
            }
            else if (_levels - outside + AnswerDepth.Of(reference.Id, _types) > _limits.Levels)
            {
                RefuseDepth();
            }

            return;
        }

        if (type.Kind == ValueKind.Object)
        {
            _around.Add(reference.Id, _levels);
        }

        _levels++;
        if (_levels > _limits.Levels)
        {
            RefuseDepth();
        }
        else if (_seen.Add((reference.Id, _levels)))
        {
            Descend(type);
        }

        _levels--;
        _around.Remove(reference.Id);
    }

    private void Descend(TypeShape type)
    {
        switch (type.Kind)
        {
            case ValueKind.List:
                Step("[]", () => Check(type.Element));
                break;

            case ValueKind.EnumMap:
                CheckEnum(_types[type.Key]);
                CheckNumber(AnswerMembers.OfMap(type, _types).Count());
                Step("[]", () => Check(type.Element));
                break;

            case ValueKind.Object when type.Union is { } union:
                CheckUnion(type, union);
                break;

            default:
                CheckObject(type, discriminator: null);
                break;
        }
    }

    private void Step(string step, Action check)
    {
        _path.Add(step);
        check();
        _path.RemoveAt(_path.Count - 1);
    }

    private void CheckEnum(TypeShape type)
    {
        if (AnswerEnum.Obstacle(type) is { } obstacle)
        {
            Refuse(obstacle);
        }
        else if (AnswerEnum.Twins(type) is var (first, second))
        {
            _problems.Add(new Problem(AnswerRules.NameCollision, Here, $"{type.DisplayName}.{first.Name}", $"{type.DisplayName}.{second.Name}", second.WireName));
        }
    }

    private void CheckUnion(TypeShape type, UnionShape union)
    {
        if (type.Unmakeable == Converted)
        {
            Refuse($"'{type.DisplayName}' cannot be made, because {Converted}; {Instead}");
            return;
        }

        foreach (UnionCase option in union.Cases)
        {
            TypeShape derived = _types[option.Type];
            Step($"<{derived.DisplayName}>", () =>
            {
                if (option.Tag is null)
                {
                    Refuse($"[JsonDerivedType] of '{type.DisplayName}' gives '{derived.DisplayName}' no discriminator; give it one as the second argument");
                }
                else if (derived.Kind != ValueKind.Object)
                {
                    Refuse($"'{derived.DisplayName}' is no object");
                }
                else
                {
                    CheckObject(derived, union.Discriminator);
                }
            });
        }

        if (Pairs.First(union.Cases.Where(option => option.Tag is not null), option => option.Tag!) is var (first, second))
        {
            Refuse($"'{_types[first.Type].DisplayName}' and '{_types[second.Type].DisplayName}' have the discriminator '{first.Tag}' both; change one of them");
        }
    }

    private void CheckObject(TypeShape type, string? discriminator)
    {
        var members = AnswerMembers.Of(type).ToList();
        string? obstacle = type.Unmakeable is not null ? $"'{type.DisplayName}' cannot be made, because {type.Unmakeable}{(type.Unmakeable == Converted ? $"; {Instead}" : "")}"
            : MissingPart(type) is { } part ? $"'{type.DisplayName}' cannot be made, because {part}"
            : members.Count == 0 && discriminator is null ? $"'{type.DisplayName}' has no property that could be set"
            : null;
        if (obstacle is not null)
        {
            Refuse(obstacle);
            return;
        }

        if (type.Unchecked is { } constraint)
        {
            _problems.Add(new Problem(AnswerRules.UncheckedConstraint, Here, type.DisplayName, constraint.Name, ConstraintCheck.OnType));
        }

        if (type.Members.FirstOrDefault(member => member.IsIncluded && !members.Contains(member)) is { } hidden)
        {
            Refuse($"its property '{hidden.Name}' has [JsonInclude] and no public setter; make the setter public, or 'init'");
        }

        CheckNumber(members.Count);
        if (Pairs.First(members, member => member.WireName) is var (first, second))
        {
            _problems.Add(new Problem(AnswerRules.NameCollision, Here, first.Name, second.Name, second.WireName));
        }

        if (members.FirstOrDefault(member => member.WireName == discriminator) is { } taken)
        {
            Refuse($"its property '{taken.Name}' is '{discriminator}' in JSON, which is the discriminator's name; rename one of them");
        }

        foreach (MemberShape member in members)
        {
            Step(member.Name, () => Check(member));
        }
    }

    private void CheckNumber(int properties)
    {
        if (properties > AnswerMembers.Most)
        {
            _problems.Add(new Problem(AnswerRules.TooManyProperties, Here, Name, Text(properties), Text(AnswerMembers.Most)));
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

    // Said once: what follows would be too deep as well.
    private void RefuseDepth()
    {
        if (!_isTooDeep)
        {
            _isTooDeep = true;
            Refuse($"its schema would have more than {Text(_limits.Levels)} levels of objects and lists, the most that {_limits.Provider} takes; flatten it");
        }
    }

    private void Refuse(string reason) => _problems.Add(new Problem(AnswerRules.UnsupportedType, Here, Name, reason));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using Querent.Generators.Binding.Constraints;
using Querent.Generators.Data;
using Querent.Generators.Model;
using Querent.Generators.Validation;

namespace Querent.Generators.Binding.Data;

/// <summary>Gives values of data the types of C#, or says why they have none.</summary>
/// <param name="types">The types.</param>
/// <param name="text">The text that holds the data.</param>
/// <param name="strictness">Which properties objects need.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class DataBinder(TypeTable types, string text, DataStrictness strictness, List<DataProblem> problems)
{
    private readonly HashSet<int> _refused = [];
    private readonly ScalarBinder _scalars = new(types, text, problems);

    /// <summary>The value as one of a type; null with a problem where it is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The type.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="constraints">What validation attributes ask of it.</param>
    public BoundData? Bind(DataValue value, TypeRef type, string name, EquatableArray<ConstraintShape> constraints = default)
    {
        MemberConstraints held = MemberConstraints.Of(new MemberShape(name, type, name) { Constraints = constraints }, types);
        BoundData? data = Bind(value, held.Type, name, held);
        if (data is not null && DataConstraints.Problem(data, held, types) is { } problem)
        {
            return Refuse(value.Span, name, problem);
        }

        return data;
    }

    private BoundData? Bind(DataValue value, TypeRef type, string name, MemberConstraints constraints)
    {
        TypeShape shape = types[type];
        if (value is DataNull || (value is DataField { Value: "" } && type.IsNullable))
        {
            return type.IsNullable ? new NullData(type) : Refuse(value.Span, name, "it cannot be null");
        }

        if (Obstacle(shape) is { } obstacle)
        {
            // One type that cannot be made is one mistake, however often a file has a value for it.
            return _refused.Add(type.Id) ? Refuse(value.Span, name, obstacle) : null;
        }

        return (shape.Kind, value) switch
        {
            (ValueKind.Object, DataObject properties) when shape.Union is { } union => BindUnion(properties, type, union, name),
            (ValueKind.Object, DataObject properties) => BindObject(properties, type, name),
            (ValueKind.EnumMap, DataObject properties) => BindEnumMap(properties, type, name),
            (ValueKind.Map, DataObject entries) => BindMap(entries, type, name),
            (ValueKind.List, DataArray items) => BindList(items, type, name),
            (ValueKind.Object or ValueKind.Map or ValueKind.EnumMap or ValueKind.List, DataField) =>
                Refuse(value.Span, name, $"a field of CSV cannot hold a '{shape.DisplayName}'; use a JSON file"),
            _ => _scalars.Bind(value, type, name, constraints.Range),
        };
    }

    /// <summary>An object of properties that are not all from one place, as a line of CSV and its key are.</summary>
    public ObjectData? BindObject(DataObject value, TypeRef type, string name)
    {
        TypeShape shape = types[type];
        return BindMembers(value, [.. AnswerMembers.Of(shape)], shape, name) is { } members ? new ObjectData(type, members) : null;
    }

    private EnumMapData? BindEnumMap(DataObject value, TypeRef type, string name)
    {
        TypeShape shape = types[type];
        return BindMembers(value, [.. AnswerMembers.OfMap(shape, types)], shape, name) is { } members ? new EnumMapData(type, members) : null;
    }

    // As in an answer, the property that tells the types apart comes first.
    private UnionData? BindUnion(DataObject value, TypeRef type, UnionShape union, string name)
    {
        DataProperty? first = value.Properties.FirstOrDefault();
        UnionCase? option = first is null || first.Name != union.Discriminator ? null : union.Cases.FirstOrDefault(candidate => first.Value switch
        {
            DataText text => !candidate.IsNumber && candidate.Tag == text.Value,
            DataNumber number => candidate.IsNumber && candidate.Tag == number.Text,
            _ => false,
        });
        if (option is null)
        {
            problems.Add(new DataProblem(
                DataFault.Value,
                first?.Value.Span ?? value.Span,
                name,
                $"it has to begin with the property '{union.Discriminator}', which says what it is: {string.Join(", ", union.Cases.Select(candidate => candidate.Tag))}"));
            return null;
        }

        TypeShape shape = types[option.Type];
        if ((shape.Unmakeable ?? AnswerCheck.MissingPart(shape)) is { } reason)
        {
            problems.Add(new DataProblem(DataFault.Value, value.Span, name, $"a '{shape.DisplayName}' cannot be made, because {reason}"));
            return null;
        }

        DataObject rest = value with { Properties = value.Properties.Skip(1).ToEquatableArray() };
        return BindObject(rest, option.Type, name) is { } bound ? new UnionData(type, option, bound) : null;
    }

    private EquatableArray<MemberData>? BindMembers(DataObject value, IReadOnlyList<MemberShape> members, TypeShape shape, string name)
    {
        var given = new Dictionary<string, DataProperty>(StringComparer.Ordinal);
        int before = problems.Count;
        foreach (DataProperty property in value.Properties)
        {
            if (given.ContainsKey(property.Name))
            {
                problems.Add(new DataProblem(DataFault.Value, property.NameSpan, Join(name, property.Name), "it stands here twice; remove one"));
            }
            else if (members.All(member => member.WireName != property.Name))
            {
                NameGuess guess = NearestName.Of(property.Name, members.Select(member => member.WireName));
                problems.Add(new DataProblem(DataFault.UnknownProperty, property.NameSpan, shape.DisplayName, property.Name, guess.Advice));
            }

            given[property.Name] = property;
        }

        var bound = ImmutableArray.CreateBuilder<MemberData>();
        foreach (MemberShape member in members)
        {
            if (given.TryGetValue(member.WireName, out DataProperty? property))
            {
                BoundData? data = member.HasConverter
                    ? Refuse(property.Value.Span, Join(name, member.WireName), "its JSON is up to a JsonConverter; remove the converter")
                    : Bind(property.Value, member.Type, Join(name, member.WireName), member.Constraints);
                if (data is not null)
                {
                    bound.Add(new MemberData(member, data));
                }
            }
            else if (IsNeeded(member, shape))
            {
                problems.Add(new DataProblem(DataFault.MissingProperty, new DataSpan(value.Span.Start, Math.Min(1, value.Span.Length)), name, member.WireName, $"a '{shape.DisplayName}'"));
            }
        }

        return problems.Count == before ? new EquatableArray<MemberData>(bound.ToImmutable()) : null;
    }

    /// <summary>Whether an object cannot do without a property.</summary>
    public bool IsNeeded(MemberShape member, TypeShape shape)
        => strictness == DataStrictness.Answer
            || member.IsRequired
            || shape.Constructor.Any(parameter => !parameter.IsOptional && parameter.Member >= 0 && shape.Members[parameter.Member] == member);

    private MapData? BindMap(DataObject value, TypeRef type, string name)
    {
        TypeRef element = types[type].Element;
        var entries = ImmutableArray.CreateBuilder<EntryData>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        int before = problems.Count;
        foreach (DataProperty property in value.Properties)
        {
            string entry = $"{name}[\"{property.Name}\"]";
            if (!keys.Add(property.Name))
            {
                problems.Add(new DataProblem(DataFault.Value, property.NameSpan, entry, "it stands here twice; remove one"));
            }
            else if (Bind(property.Value, element, entry) is { } data)
            {
                entries.Add(new EntryData(property.Name, data));
            }
        }

        return problems.Count == before ? new MapData(type, new(entries.ToImmutable())) : null;
    }

    private ListData? BindList(DataArray value, TypeRef type, string name)
    {
        TypeRef element = types[type].Element;
        var items = ImmutableArray.CreateBuilder<BoundData>();
        int before = problems.Count;
        for (int i = 0; i < value.Items.Count; i++)
        {
            if (Bind(value.Items[i], element, $"{name}[{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}]") is { } item)
            {
                items.Add(item);
            }
        }

        // A type that was refused before is refused here without a word.
        return problems.Count == before && items.Count == value.Items.Count ? new ListData(type, new(items.ToImmutable())) : null;
    }

    private static string? Obstacle(TypeShape type) => type.Kind switch
    {
        ValueKind.Opaque => $"a '{type.DisplayName}' has no JSON form",
        ValueKind.List when type.ListForm == ListForm.Sequence => $"a '{type.DisplayName}' cannot be made; use List<T>, IReadOnlyList<T>, an array or ImmutableArray<T>",
        ValueKind.Map when !MapForm.CanBeMade(type) => $"a '{type.DisplayName}' cannot be made; use Dictionary<string, T> or IReadOnlyDictionary<string, T>",
        ValueKind.EnumMap when type.ListForm == ListForm.Sequence => $"a '{type.DisplayName}' cannot be made; use Dictionary<TEnum, T> or IReadOnlyDictionary<TEnum, T>",
        ValueKind.Object when type.Union is null && (type.Unmakeable ?? AnswerCheck.MissingPart(type)) is { } reason => $"a '{type.DisplayName}' cannot be made, because {reason}",
        ValueKind.Enum when type.Unmakeable is { } reason => $"a '{type.DisplayName}' cannot be made, because {reason}",
        _ => null,
    };

    private NullData? Refuse(DataSpan span, string name, string reason)
    {
        problems.Add(new DataProblem(DataFault.Value, span, name, reason));
        return null;
    }

    private static string Join(string name, string property) => name.Length == 0 ? property : $"{name}.{property}";
}

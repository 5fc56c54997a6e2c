using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>
/// Lays out the columns of a row: one for each property that comes in, and for each query one a property of its answer,
/// or one where the answer is no object.
/// </summary>
internal static class ColumnBinder
{
    /// <summary>A column with the property of the row that it belongs to.</summary>
    internal readonly record struct Owned(RowMember Owner, Column Column);

    /// <summary>All columns of a finished row, the input's first.</summary>
    public static IEnumerable<Owned> OfRow(RowShape row, IEnumerable<RowMember> inputs)
    {
        foreach (RowMember input in inputs.Where(input => HasColumn(input, row.Types)))
        {
            yield return new Owned(input, new Column(input.ColumnName, Path(Step(input.Name, input.Type, row.Types)), input.Type));
        }

        foreach (QueryUnit unit in QueryUnit.Of(row).Where(unit => !unit.Member.IsIgnored))
        {
            foreach (Column column in OfAnswer(unit, row))
            {
                yield return new Owned(unit.Member, column);
            }
        }
    }

    /// <summary>
    /// The columns of an input. Those of the author's own type are those that the row takes, and then the type's other
    /// properties, so that a failed row tells all it had; one whose name an answer takes is left out.
    /// </summary>
    public static IEnumerable<Column> OfInput(RowShape row, IEnumerable<RowMember> inputs, IEnumerable<Column> rowColumns)
    {
        var taken = new HashSet<string>(rowColumns.Select(column => column.Name), StringComparer.Ordinal);
        IReadOnlyList<RowMember> shared = inputs.Where(input => HasColumn(input, row.Types)).ToList();
        TypeShape? type = row.Input is { } input ? row.Types[input.Type] : null;
        foreach (RowMember member in shared)
        {
            TypeRef memberType = type?.Members.First(candidate => candidate.Name == member.Name).Type ?? member.Type;
            yield return new Column(member.ColumnName, Path(Step(member.Name, memberType, row.Types)), memberType);
        }

        foreach (MemberShape member in type?.Members ?? default)
        {
            if (!member.IsIgnored && row.Types.HasJson(member.Type) && !row.Types.Leads(member.Type.Id, row.Input!.Type.Id)
                && taken.Add(member.WireName) && shared.All(other => other.Name != member.Name))
            {
                yield return new Column(member.WireName, Path(Step(member.Name, member.Type, row.Types)), member.Type);
            }
        }
    }

    /// <summary>Whether a property that comes in has a JSON form and may show it.</summary>
    public static bool HasColumn(RowMember input, TypeTable types)
        => !input.IsIgnored && types.HasJson(input.Type);

    /// <summary>
    /// The properties of the author's own input that hold such inputs again, as an entity's navigation properties do: the
    /// row does not ask for them, and following them might never end.
    /// </summary>
    public static IEnumerable<MemberShape> LeadingBack(RowShape row)
        => row.Input is not { } input ? []
            : row.Types[input.Type].Members.Where(member =>
                !member.IsIgnored
                && row.Types.Leads(member.Type.Id, input.Type.Id)
                && row.Members.All(other => other.Role != RowMemberRole.Input || other.Name != member.Name));

    private static IEnumerable<Column> OfAnswer(QueryUnit unit, RowShape row)
    {
        TypeRef type = unit.Member.Type;
        TypeShape answer = row.Types[type];
        PathStep root = Step(unit.Member.Name, type, row.Types);
        if (unit is { Case: { } study, Criterion: { } criterion })
        {
            TypeRef criteria = unit.Member.Query!.Matrix!.Criterion;
            root = root with { Cell = new CellStep(study.Member, criterion.Member, row.Types[row.Case!.Value].FullName, row.Types[criteria].FullName) };
        }

        return answer is { Kind: ValueKind.Object, Union: null }
            ? AnswerMembers.Of(answer).Select(member => new Column(
                unit.Naming.Join(unit.ColumnName, member.WireName),
                Path(root, Step(member.Name, member.Type, row.Types)),
                member.Type with { IsNullable = member.Type.IsNullable || type.IsNullable }))
            : [new Column(unit.ColumnName, Path(root), type)];
    }

    private static PathStep Step(string name, TypeRef type, TypeTable types)
        => new(name, type.IsNullable, type.IsNullable && types[type].IsValueType);

    private static EquatableArray<PathStep> Path(params PathStep[] steps) => steps.ToEquatableArray();
}

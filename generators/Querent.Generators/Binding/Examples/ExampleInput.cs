using Querent.Generators.Binding.Prompts;
using Querent.Generators.Data;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Examples;

/// <summary>Something that the input of an example may give.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Property">The property of the input that it is, or the query whose answer it is.</param>
/// <param name="Type">Its type.</param>
internal sealed record ExampleInput(string Name, string Property, TypeRef Type)
{
    private const string CaseName = "case";

    public EquatableArray<ConstraintShape> Constraints { get; init; }

    /// <summary>Whether the prompt cannot do without it.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>The query whose answer it is; null for an input.</summary>
    public RowMember? Query { get; init; }

    /// <summary>What the input of an example of a query knows an answer by.</summary>
    public static string NameOf(RowMember query) => query.ColumnName.Length > 0 ? query.ColumnName : SnakeCase.Of(query.Name);

    /// <summary>What the input of an example of a prompt may give.</summary>
    public static IReadOnlyList<ExampleInput> Of(RowShape row, BoundPrompt prompt)
        => (row.Input is { } input ? OfType(row, row.Types[input.Type], prompt.UsesOfUser) : OfRow(row, prompt.UsesOfUser))
            .Concat(prompt.Answers.Select(answer => answer.Member).Select(query =>
                new ExampleInput(NameOf(query), query.Name, query.Type) { Constraints = query.Answer?.Constraints ?? default, IsNeeded = true, Query = query }))
            .ToList();

    /// <summary>
    /// The properties that an example gives, with what they are; null for what nobody knows. In an example of a cell
    /// <c>case</c> stands for the columns of the cell's case study, so that one example serves all of them.
    /// </summary>
    public static IEnumerable<(DataProperty Property, ExampleInput? Input)> In(DataObject given, IReadOnlyList<ExampleInput> known, QueryUnit unit)
    {
        foreach (DataProperty property in given.Properties)
        {
            ExampleInput? input = known.FirstOrDefault(candidate => candidate.Name == property.Name);
            if (input is null && property.Name == CaseName && unit.Case is { Property: null } flat && property.Value is DataObject members)
            {
                foreach (DataProperty member in members.Properties)
                {
                    string? own = flat.Members.FirstOrDefault(candidate => SnakeCase.Of(candidate.Name) == member.Name).Input;
                    yield return (member, known.FirstOrDefault(candidate => candidate.Property == own));
                }

                continue;
            }

            yield return (property, input ?? (property.Name == CaseName && unit.Case?.Property is { } whole ? known.FirstOrDefault(candidate => candidate.Property == whole) : null));
        }
    }

    private static IEnumerable<ExampleInput> OfRow(RowShape row, IReadOnlyCollection<string> uses)
        => row.Members
            .Where(member => member.Role == RowMemberRole.Input)
            .Select(member => new ExampleInput(member.ColumnName, member.Name, member.Type)
            {
                IsNeeded = uses.Contains(member.Name)
                    && (row.Positional.FirstOrDefault(parameter => parameter.Name == member.Name) is { } positional ? positional.Default is null : member.NeedsValue),
            });

    // The names are those of the columns: the row's own, where it has the property too.
    private static IEnumerable<ExampleInput> OfType(RowShape row, TypeShape type, IReadOnlyCollection<string> uses)
    {
        // What a computed property makes of the others nobody knows: then none may be null that must not be.
        var settable = new HashSet<string>(ExampleInputType.Settable(type).Select(member => member.Name), StringComparer.Ordinal);
        bool usesComputed = uses.Any(name => !settable.Contains(name));
        return ExampleInputType.Settable(type).Select(member => new ExampleInput(
            row.Members.FirstOrDefault(own => own.Role == RowMemberRole.Input && own.Name == member.Name)?.ColumnName ?? member.WireName,
            member.Name,
            member.Type)
        {
            Constraints = member.Constraints,
            IsNeeded = ((usesComputed && !row.Types[member.Type].IsValueType) || uses.Contains(member.Name)) && ExampleInputType.NeedsValue(type, member),
        });
    }
}

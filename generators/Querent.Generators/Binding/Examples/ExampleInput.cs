using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Examples;

/// <summary>Something that the input of an example may give.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Property">The property of the input that it is, or the query whose answer it is.</param>
/// <param name="Type">Its type.</param>
internal sealed record ExampleInput(string Name, string Property, TypeRef Type)
{
    public RangeShape? Range { get; init; }

    /// <summary>Whether the prompt cannot do without it.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>Whether it is the answer of another query.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What the input of an example of a query knows an answer by.</summary>
    public static string NameOf(RowMember query) => query.ColumnName.Length > 0 ? query.ColumnName : SnakeCase.Of(query.Name);

    /// <param name="row">The row.</param>
    /// <param name="uses">The inputs that the prompt names.</param>
    /// <param name="answers">The queries whose answers it is given.</param>
    public static IReadOnlyList<ExampleInput> Of(RowShape row, IReadOnlyCollection<string> uses, IEnumerable<RowMember> answers)
        => (row.Input is { } input ? OfType(row, row.Types[input.Type], uses) : OfRow(row, uses))
            .Concat(answers.Select(answer => new ExampleInput(NameOf(answer), answer.Name, answer.Type) { Range = answer.Answer?.Range, IsNeeded = true, IsAnswer = true }))
            .ToList();

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
        => ExampleInputType.Settable(type).Select(member => new ExampleInput(
            row.Members.FirstOrDefault(own => own.Role == RowMemberRole.Input && own.Name == member.Name)?.ColumnName ?? member.WireName,
            member.Name,
            member.Type)
        {
            Range = member.Range,
            IsNeeded = uses.Contains(member.Name) && ExampleInputType.NeedsValue(type, member),
        });
}

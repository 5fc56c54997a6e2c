using Querent.Generators.Binding;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that no two columns have one name, and tells of properties that have none.</summary>
internal static class ColumnCheck
{
    public static void Run(IReadOnlyList<ColumnBinder.Owned> columns, List<Problem> problems)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new FreeColumnNames(columns);
        var reported = new HashSet<(string First, string Second)>();
        foreach ((RowMember owner, Column column) in columns)
        {
            string source = string.Join(".", column.Path.Select(step => step.ToString()));
            if (owners.TryGetValue(column.Name, out string? first))
            {
                // The cells of two matrices collide all at once.
                if (owner.Query?.Matrix is not null && !reported.Add((first.Split('[', '.')[0], owner.Name)))
                {
                    continue;
                }

                problems.Add(new Problem(ColumnRules.Collision, Site.Member(owner.Name), first, source, column.Name)
                {
                    Mend = first.StartsWith(owner.Name + "[", StringComparison.Ordinal) ? null : new Mend(Site.Member(owner.Name), names.For(owner)),
                });
            }
            else
            {
                owners.Add(column.Name, source);
            }
        }
    }

    /// <summary>Tells of the properties that come in and have no column; a suggestion, for rows that are right.</summary>
    public static void Suggest(RowShape row, IEnumerable<RowMember> inputs, List<Problem> problems)
    {
        foreach (RowMember input in inputs)
        {
            if (!input.IsIgnored && !ColumnBinder.HasColumn(input, row.Types))
            {
                problems.Add(new Problem(ColumnRules.LeftOut, Site.Member(input.Name), input.Name, row.Types[input.Type].DisplayName, "has no JSON form"));
            }
        }

        foreach (MemberShape member in ColumnBinder.LeadingBack(row))
        {
            problems.Add(new Problem(
                ColumnRules.LeftOut, Site.RowArgument("Input"), member.Name, row.Types[member.Type].DisplayName, "leads back to the input"));
        }
    }
}

using Querent.Generators.Binding;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Advice;

/// <summary>Names the inputs that no query uses.</summary>
internal static class UnusedInputAdvice
{
    /// <param name="row">The row.</param>
    /// <param name="used">The inputs that its queries use.</param>
    /// <param name="problems">Takes the advice.</param>
    public static void Give(RowShape row, IEnumerable<string> used, List<Problem> problems)
    {
        if (row.Input is not null)
        {
            return;   // a property that is taken from an input of the author's is there for the table
        }

        var names = new HashSet<string>(used, StringComparer.Ordinal);
        foreach (RowMember member in row.Members)
        {
            bool isMeant = member is { Role: RowMemberRole.Input, IsInherited: false, IsIgnored: false, IsKey: false, IsRowKey: false }
                && !TellsRowsApart(member.Name)
                && ColumnBinder.HasColumn(member, row.Types);   // or else it is told of already
            if (isMeant && !names.Contains(member.Name))
            {
                problems.Add(new Problem(AdviceRules.UnusedInput, Site.Member(member.Name), member.Name, row.Name));
            }
        }
    }

    private static bool TellsRowsApart(string name)
        => name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Key", StringComparison.Ordinal) || name is "ID" or "id" or "key";
}

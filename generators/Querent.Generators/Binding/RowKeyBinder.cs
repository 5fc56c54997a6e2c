using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Validation;

namespace Querent.Generators.Binding;

/// <summary>Finds out which properties of an input are its key, and what is wrong with them.</summary>
internal static class RowKeyBinder
{
    /// <param name="row">The row.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>The parts of the key in the order of their declaration; empty where the row has none.</returns>
    public static EquatableArray<KeyPart> Bind(RowShape row, List<Problem> problems)
    {
        var marked = row.Members.Where(member => member.IsRowKey).ToList();
        return marked.Count > 0 ? OfRow(row, marked, problems).ToEquatableArray()
            : row.Input is { Unsuitable: null } input ? OfInput(row, input, problems).ToEquatableArray()
            : EquatableArray<KeyPart>.Empty;
    }

    private static List<KeyPart> OfRow(RowShape row, List<RowMember> marked, List<Problem> problems)
    {
        var parts = new List<KeyPart>();
        foreach (RowMember member in marked)
        {
            if (RowKeyCheck.ProblemOf(member, row) is { } problem)
            {
                problems.Add(new Problem(RowRules.BadRowKey, Site.Member(member.Name), member.Name, problem));
                continue;
            }

            parts.Add(new KeyPart(member.Name, member.Type, IsConverted(member, row)));
        }

        return parts;
    }

    private static bool IsConverted(RowMember member, RowShape row)
        => row.Input is { } input
            && row.Types[input.Type].Members.FirstOrDefault(source => source.Name == member.Name) is { } own
            && own.Type.Id != member.Type.Id;

    private static List<KeyPart> OfInput(RowShape row, InputShape input, List<Problem> problems)
    {
        var parts = new List<KeyPart>();
        TypeShape type = row.Types[input.Type];
        foreach (string key in input.Keys)
        {
            MemberShape? member = type.Members.FirstOrDefault(candidate => candidate.Name == key);
            string? problem = member is null
                ? "it is no public property that can be read; mark one that is"
                : RowKeyCheck.ProblemOf(member.Type, row.Types);
            if (problem is not null)
            {
                problems.Add(new Problem(RowRules.BadRowKey, Site.RowArgument("Input"), $"{type.DisplayName}.{key}", problem));
                continue;
            }

            parts.Add(new KeyPart(key, member!.Type, IsConverted: false));
        }

        return parts;
    }
}

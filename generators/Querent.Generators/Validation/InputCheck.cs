using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that the author's own input type has all that the row takes from it.</summary>
internal static class InputCheck
{
    public static void Run(RowShape row, List<Problem> problems)
    {
        if (row.Input is not { } input)
        {
            return;
        }

        string name = row.Types[input.Type].DisplayName;
        if (input.Unsuitable is not null)
        {
            problems.Add(new Problem(RowRules.UnsuitableInput, Site.RowArgument("Input"), name, row.Name, input.Unsuitable));
            return;
        }

        foreach (RowMember member in row.Members)
        {
            // A property that need not be set and has no counterpart is the row's own affair.
            if (member.Role != RowMemberRole.Input || member is { InputMatch: InputMatch.Missing, IsMandatory: false })
            {
                continue;
            }

            if (member.InputMatch == InputMatch.Missing)
            {
                problems.Add(new Problem(RowRules.InputLacksProperty, Site.Member(member.Name), member.Name, name));
            }
            else if (member.InputMatch != InputMatch.Fits)
            {
                string needed = row.Types[member.Type].DisplayName + (member.Type.IsNullable ? "?" : "");
                problems.Add(new Problem(
                    RowRules.InputPropertyMismatch, Site.Member(member.Name), member.Name, name, member.InputMemberType!, needed));
            }
        }
    }
}

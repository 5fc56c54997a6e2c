using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that what is marked with <c>[RowKey]</c> can tell rows apart.</summary>
internal static class RowKeyCheck
{
    private const string MarkAnother = "mark a property that comes in with the row";

    /// <summary>Why a property of a row cannot be its key, and what to do; null when it can.</summary>
    public static string? ProblemOf(RowMember member, RowShape row)
        => member.Query is not null ? $"it is an answer, which is not there when the row comes in; {MarkAnother}"
            : member.Role != RowMemberRole.Input ? $"it does not come in with the row; {MarkAnother}"
            : row.CaseStudies.Any(study => study.Property == member.Name) ? "it is a case study, which is what the row asks about; mark a property that tells rows apart"
            : row.Input is { } input && member is { InputMatch: InputMatch.Missing, IsMandatory: false }
                ? $"'{row.Types[input.Type].DisplayName}', which the row comes in as, has no public property of that name; {MarkAnother}"
            : ProblemOf(member.Type, row.Types);

    /// <summary>Why values of a type cannot tell rows apart, and what to do; null when they can.</summary>
    public static string? ProblemOf(TypeRef type, TypeTable types)
    {
        TypeShape shape = types[type];
        if (!HasOneText(shape.Kind))
        {
            return $"a '{shape.DisplayName}' has no text that it alone has; take a string, an integer, a decimal, a bool, a Guid, a Uri, an enum, a date or a time";
        }

        if (type.IsNullable)
        {
            return $"it may be null, and rows whose key is null are not told apart; make it a '{shape.DisplayName}', or mark a property that always has a value";
        }

        IGrouping<string, EnumMemberShape>? twins = shape.EnumMembers
            .GroupBy(member => member.WireName, StringComparer.Ordinal)
            .FirstOrDefault(members => members.Select(member => member.Value).Distinct().Count() > 1);
        return twins is null
            ? null
            : $"'{shape.DisplayName}' calls '{string.Join("' and '", twins.Select(member => member.Name))}' by one name, \"{twins.Key}\"; give each a name of its own";
    }

    // 0 and -0 are one floating-point number of two texts, NaN is not itself, and what was computed differs in its last digit.
    private static bool HasOneText(ValueKind kind) => kind.HasText() && kind != ValueKind.Float;
}

using Querent.Generators.Binding.Constraints;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that each validation attribute of a member can be held to, and all of them together.</summary>
internal static class ConstraintCheck
{
    /// <summary>What to do in place of an attribute on a type.</summary>
    public const string OnType = "attributes hold for members alone; let the type implement IValidatableObject, whose Validate is called once it was read";

    /// <summary>What to do in place of an attribute on a row.</summary>
    public const string OnRow = "attributes hold for members alone; let the row implement IValidatableObject, whose Validate is called once all answers are in";

    /// <param name="member">The member.</param>
    /// <param name="types">The types.</param>
    /// <param name="place">The query, and the members that lead there.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Run(MemberShape member, TypeTable types, (string Query, IEnumerable<string> Path) place, string name, List<Problem> problems)
    {
        if (member.Constraints.Count == 0)
        {
            return;
        }

        TypeShape type = types[member.Type];
        List<ConstraintFault> faults = [.. member.Constraints.SelectMany(constraint => ConstraintFit.Faults(constraint, type))];
        if (faults.Count == 0 && Contradiction(MemberConstraints.Of(member, types), type) is { } reason)
        {
            faults.Add(new ConstraintFault(AnswerRules.NoValueLeft, null, -1, reason));
        }

        problems.AddRange(faults.Select(fault => new Problem(
            fault.Rule,
            fault.Attribute is null ? Site.Answer(place.Query, place.Path) : Site.Constraint(place.Query, place.Path, fault.Attribute, fault.Argument, fault.Named),
            [name, .. fault.Arguments])));
    }

    private static string? Contradiction(MemberConstraints constraints, TypeShape type)
        => constraints.Length is { Maximum: { } most } length && length.Minimum > most
                ? $"its least length, {length.Minimum}, is above its greatest, {most}"
            : constraints.Names(type) is { Count: 0 } || constraints.Allowed is { Count: 0 } ? "none of its values is left by [AllowedValues] and [DeniedValues]"
            : constraints is { RefusesEmpty: true, Length.Maximum: 0 } ? "[Required] refuses an empty text, and its greatest length is 0"
            : null;
}

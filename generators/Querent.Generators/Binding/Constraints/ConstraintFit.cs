using System.Globalization;
using System.Text.RegularExpressions;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Constraints;

/// <summary>Says what keeps a validation attribute from being checked on a type.</summary>
internal static class ConstraintFit
{
    public static IReadOnlyList<ConstraintFault> Faults(ConstraintShape constraint, TypeShape type) => constraint switch
    {
        RangeShape range => ValueRange.Of(range, type, out string problem) is null ? [new(AnswerRules.RangeDoesNotFit, null, -1, problem)] : [],
        LengthShape length => OfLength(length, type),
        PatternShape pattern => OfPattern(pattern, type),
        ValuesShape values => OfValues(values, type),
        FormShape form when type.Kind != ValueKind.String => [DoesNotApply(form, NoText(type))],
        UncheckedShape lost => [new(AnswerRules.UncheckedConstraint, lost.Name, -1, lost.Name, lost.Instead)],
        _ => [],
    };

    private static IReadOnlyList<ConstraintFault> OfLength(LengthShape length, TypeShape type)
    {
        string? reason = type.Kind switch
        {
            ValueKind.String => null,
            ValueKind.List or ValueKind.Bytes when length.Name == "StringLength" => $"a '{type.DisplayName}' is no string; use [Length], [MinLength] or [MaxLength]",
            ValueKind.List or ValueKind.Bytes => null,
            ValueKind.EnumMap => $"a '{type.DisplayName}' always has an entry for each member of its enum; remove it",
            _ when type.Kind.IsNumber() => $"a '{type.DisplayName}' has no length; use [Range] for the least and the greatest number",
            _ => $"a '{type.DisplayName}' has no length; remove it",
        };
        return reason is not null ? [DoesNotApply(length, reason)]
            : length.Minimum < 0 || length.Maximum < 0 ? [new(AnswerRules.NoValueLeft, length.Name, -1, $"[{length.Name}] has a length below 0")]
            : length.Minimum > length.Maximum ? [new(AnswerRules.NoValueLeft, length.Name, -1, $"the least length of [{length.Name}], {length.Minimum}, is above the greatest, {length.Maximum}")]
            : [];
    }

    private static IReadOnlyList<ConstraintFault> OfPattern(PatternShape pattern, TypeShape type)
    {
        if (type.Kind != ValueKind.String)
        {
            return [DoesNotApply(pattern, NoText(type))];
        }

        // What .NET's own attribute would throw at, once it is asked.
        if (pattern.Timeout is 0 or < -1 or int.MaxValue)
        {
            string reason = $"a match cannot have {pattern.Timeout.ToString(CultureInfo.InvariantCulture)} ms; give it 1 or more, or -1 for as long as it takes";
            return [new(AnswerRules.MeaninglessArgument, pattern.Name, -1, pattern.Name, reason) { Named = "MatchTimeoutInMilliseconds" }];
        }

        try
        {
            _ = new Regex(pattern.Pattern, RegexOptions.CultureInvariant);
            return pattern.Pattern.Length > 0 ? [] : [new(AnswerRules.BadPattern, pattern.Name, 0, "it is empty")];
        }
        catch (ArgumentException exception)
        {
            return [new(AnswerRules.BadPattern, pattern.Name, 0, exception.Message.TrimEnd('.'))];
        }
    }

    private static List<ConstraintFault> OfValues(ValuesShape values, TypeShape type)
    {
        if (type.Kind is not (ValueKind.String or ValueKind.Boolean or ValueKind.Char or ValueKind.Enum or ValueKind.Integer or ValueKind.Float))
        {
            return [DoesNotApply(values, $"a '{type.DisplayName}' is no constant that could be listed; an attribute holds for the member itself and not for what is in it")];
        }

        var faults = new List<ConstraintFault>();
        for (int i = 0; i < values.Values.Count; i++)
        {
            ConstantShape value = values.Values[i];
            bool isMember = type.Kind != ValueKind.Enum || value.IsNull || type.EnumMembers.Any(member => member.Value == value.Text);
            if (!value.IsNull && (value.Type != type.FullName || !isMember))
            {
                string reason = value.Type == type.FullName
                    ? $"{value.Text} is no member of '{type.DisplayName}'"
                    : $"{Short(value.Code)} is no '{type.DisplayName}', and never equals one";
                faults.Add(new(AnswerRules.WrongConstant, values.Name, i, values.Name, reason));
            }
            else if (!HasJson(value, type.Kind))
            {
                faults.Add(new(AnswerRules.MeaninglessArgument, values.Name, i, values.Name, $"no answer is ever {Short(value.Code)}, which JSON cannot write; remove it"));
            }
        }

        return faults;
    }

    // JSON has numbers and characters, but neither NaN and infinities nor half of a surrogate pair.
    private static bool HasJson(ConstantShape value, ValueKind kind) => kind switch
    {
        ValueKind.Float => value.Text is not ("NaN" or "Infinity" or "-Infinity"),
        ValueKind.String or ValueKind.Char => !HasHalfPair(value.Text),
        _ => true,
    };

    private static bool HasHalfPair(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static string NoText(TypeShape type)
        => $"a '{type.DisplayName}' is no string" + (type.Kind == ValueKind.List ? "; an attribute holds for the member itself and not for what is in it" : "; remove it");

    private static ConstraintFault DoesNotApply(ConstraintShape constraint, string reason)
        => new(AnswerRules.ConstraintDoesNotApply, constraint.Name, -1, constraint.Name, reason);

    private static string Short(string code) => code.Replace("global::", "");
}

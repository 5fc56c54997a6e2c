using System.Collections.Immutable;
using Querent.Generators.Emission;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>
/// Takes a value apart into what a renderer writes by itself, so that as little as possible becomes a string in between:
/// literals into fixed text, choices into branches, joined texts into pieces.
/// </summary>
internal static class OutputLowering
{
    /// <param name="value">A value with a text form, not null.</param>
    /// <param name="form">Whether it is escaped for XML.</param>
    /// <param name="parts">Takes the parts.</param>
    public static void Lower(BoundExpression value, ValueForm form, ImmutableArray<PromptPart>.Builder parts)
    {
        switch (value)
        {
            case BoundConstant constant:
                parts.Add(new FixedPart(form == ValueForm.Xml ? TextEscaping.Xml(constant.Value) : constant.Value));
                break;

            case BoundEnumMember { Text: { } name }:
                Lower(new BoundConstant(BoundType.String, name), form, parts);
                break;

            case BoundXml xml when form == ValueForm.Text:
                Lower(xml.Text, ValueForm.Xml, parts);
                break;

            case BoundText text:
                Lower(text.Value, form, parts);
                break;

            case BoundConcat concat:
                foreach (BoundExpression operand in concat.Values)
                {
                    Lower(operand, form, parts);
                }

                break;

            case BoundConditional choice:
                var branch = new BranchPart(choice.Condition, Lower(choice.WhenTrue, form));
                parts.Add(new IfPart(ImmutableArray.Create(branch).ToEquatableArray(), Lower(choice.WhenFalse, form)));
                break;

            case BoundFirst first:
                parts.Add(Lower(first, taken => Lower(taken, form)));
                break;

            case BoundJson { Value: BoundFirst first }:
                parts.Add(Lower(first, taken => Lower(new BoundJson(taken), form)));
                break;

            case BoundCoalesce either:
                parts.Add(new PresentPart(either.Value, either.Present, Lower(either.Present, form), Lower(either.Fallback, form)));
                break;

            case BoundJson { Value: BoundCoalesce either }:
                parts.Add(new PresentPart(
                    either.Value, either.Present, Lower(new BoundJson(either.Present), form), Lower(new BoundJson(either.Fallback), form)));
                break;

            case BoundJson { Value: BoundConstant { Type.Kind: ValueKind.String } text }:
                Lower(new BoundConstant(BoundType.String, TextEscaping.JsonString(text.Value)), form, parts);
                break;

            case BoundJson { Value.Type.IsNone: true }:
                parts.Add(new FixedPart("null"));
                break;

            case BoundJson { Value.Type: { IsKnown: false, IsNullable: true, Kind: not ValueKind.String } }:
                parts.Add(new ValuePart(value, ValueForm.Text));   // a number, true, false or null
                break;

            case BoundJson json:
                parts.Add(new ValuePart(json.Value, form == ValueForm.Xml ? ValueForm.JsonInXml : ValueForm.Json));
                break;

            default:
                parts.Add(new ValuePart(value, form));
                break;
        }
    }

    private static IfPart Lower(BoundFirst first, Func<BoundExpression, EquatableArray<PromptPart>> lower)
        => new(first.Options.Select(option => new BranchPart(option.Condition, lower(option.Value))).ToEquatableArray(), lower(first.Last));

    private static EquatableArray<PromptPart> Lower(BoundExpression value, ValueForm form)
    {
        var parts = ImmutableArray.CreateBuilder<PromptPart>();
        Lower(value, form, parts);
        return new(parts.ToImmutable());
    }
}

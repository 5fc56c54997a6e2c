using System.Text;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Advice;

/// <summary>What of a prompt is the same for every row.</summary>
internal static class FixedText
{
    /// <summary>What stands before the first part that varies, and what is sure to stand behind it.</summary>
    public static (string Before, string Behind) Around(EquatableArray<PromptPart> parts)
    {
        int first = 0;
        while (first < parts.Count && parts[first] is FixedPart)
        {
            first++;
        }

        return (Join(parts.Take(first)), Join(parts.Skip(first)));
    }

    /// <summary>How many tokens the fixed text has at least; less where it depends on the row.</summary>
    /// <param name="system">What the system message consists of.</param>
    /// <param name="parts">What the user message consists of.</param>
    public static int AtLeast(EquatableArray<PromptPart>? system, EquatableArray<PromptPart> parts)
        => AtLeastOfMessage(system ?? default) + AtLeast(parts);

    /// <summary>The text that is in a message for every row.</summary>
    public static string Join(EquatableArray<PromptPart>? parts) => Join((IEnumerable<PromptPart>)(parts ?? default));

    // A message of nothing but text ends at both of its ends.
    private static int AtLeastOfMessage(EquatableArray<PromptPart> parts)
        => parts.All(part => part is FixedPart) ? TokenEstimate.AtLeast(Join(parts)) : AtLeast(parts);

    // A value may grow together with the text beside it, so that a text counts one less for either end that meets one.
    private static int AtLeast(EquatableArray<PromptPart> parts)
    {
        int count = 0;
        var text = new StringBuilder();
        foreach (PromptPart part in parts)
        {
            if (part is FixedPart piece)
            {
                text.Append(piece.Text);
                continue;
            }

            EndText();
            count += part switch
            {
                IfPart choice => choice.Branches.Select(branch => AtLeast(branch.Parts)).Append(AtLeast(choice.Else)).Min(),
                PresentPart present => Math.Min(AtLeast(present.Present), AtLeast(present.Absent)),
                _ => 0,
            };
        }

        EndText();
        return count;

        void EndText()
        {
            count += Math.Max(0, TokenEstimate.AtLeast(text.ToString()) - 2);
            text.Clear();
        }
    }

    private static string Join(IEnumerable<PromptPart> parts) => string.Concat(parts.OfType<FixedPart>().Select(part => part.Text));
}

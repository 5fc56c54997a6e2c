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
    /// <param name="before">The message that goes before the prompt.</param>
    /// <param name="parts">What the prompt consists of.</param>
    public static int AtLeast(string? before, EquatableArray<PromptPart> parts)
        => TokenEstimate.AtLeast(before ?? "") + AtLeast(parts);

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

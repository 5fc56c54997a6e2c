using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Querent.Testing;

/// <summary>Shows how two texts differ, line by line, with a few lines around each difference.</summary>
internal static class PromptDiff
{
    private const int Around = 2;
    private const int MostLines = 120;
    private const int MostCharacters = 600;

    /// <summary>The differing lines: <c>-</c> was recorded, <c>+</c> is asked; a gap is an ellipsis.</summary>
    public static string Of(string recorded, string asked)
    {
        List<DiffPiece> lines = InlineDiffBuilder.Diff(WithoutEnd(recorded), WithoutEnd(asked), ignoreWhiteSpace: false).Lines;
        bool[] isShown = new bool[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type != ChangeType.Unchanged)
            {
                isShown.AsSpan(Math.Max(0, i - Around)..Math.Min(lines.Count, i + Around + 1)).Fill(true);
            }
        }

        var text = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            if (!isShown[i])
            {
                if (i == 0 || isShown[i - 1])
                {
                    text.Append("  …\n");
                }

                continue;
            }

            if (++shown > MostLines)
            {
                return text.Append("  … and more\n").ToString();
            }

            text.Append(Line(lines[i])).Append('\n');
        }

        return text.ToString();
    }

    private static string Line(DiffPiece line)
    {
        string text = line.Text.Length > MostCharacters ? $"{line.Text[..MostCharacters]}…" : line.Text;
        return line.Type switch
        {
            ChangeType.Deleted => $"- {WithEnd(text)}",
            ChangeType.Inserted => $"+ {WithEnd(text)}",
            _ => $"  {text}",
        };
    }

    // The end of the last line is no line of its own.
    private static string WithoutEnd(string text) => text is [.., '\n'] ? text[..^1] : text;

    // Spaces at a line's end are seen as little as none.
    private static string WithEnd(string text)
    {
        string trimmed = text.TrimEnd(' ');
        return trimmed + new string('·', text.Length - trimmed.Length);
    }
}

using System.Text.RegularExpressions;

namespace Querent.Generators.Templates;

/// <summary>What stands between <c>{% raw %}</c> and <c>{% endraw %}</c>: text, braces and all.</summary>
/// <param name="Start">Behind the opening tag.</param>
/// <param name="End">Before the closing tag; −1 when there is none.</param>
/// <param name="Next">Behind the closing tag.</param>
internal readonly record struct RawText(int Start, int End, int Next)
{
    private static readonly Regex Opening = new(@"\G\{%[-+]?\s*raw\s*(-?)%\}", RegexOptions.CultureInvariant);
    private static readonly Regex Closing = new(@"\{%([-+]?)\s*endraw\s*([-+]?)%\}", RegexOptions.CultureInvariant);

    /// <summary>Whether white space goes at the text's beginning, by <c>{% raw -%}</c>.</summary>
    public bool TrimsStart { get; private init; }

    /// <summary>Whether white space goes at the text's end, by <c>{%- endraw %}</c>.</summary>
    public bool TrimsEnd { get; private init; }

    /// <summary>Whether white space goes behind it, by <c>{% endraw -%}</c>.</summary>
    public bool TrimsNext { get; private init; }

    /// <summary>The raw text whose tag begins at a place; null when no such tag does.</summary>
    public static RawText? Find(string text, int open)
    {
        Match opening = Opening.Match(text, open);
        if (!opening.Success)
        {
            return null;
        }

        int start = open + opening.Length;
        Match closing = Closing.Match(text, start);
        return closing.Success
            ? new RawText(start, closing.Index, closing.Index + closing.Length)
            {
                TrimsStart = opening.Groups[1].Value == "-",
                TrimsEnd = closing.Groups[1].Value == "-",
                TrimsNext = closing.Groups[2].Value == "-",
            }
            : new RawText(start, -1, start);
    }
}

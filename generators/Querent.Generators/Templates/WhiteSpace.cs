namespace Querent.Generators.Templates;

/// <summary>White space as Jinja2 has it.</summary>
internal static class WhiteSpace
{
    /// <summary>Whether Python's <c>str.isspace</c> holds for a character.</summary>
    public static bool Is(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    /// <summary>Text whose lines end in line feeds, so that a checkout with other line ends renders no other prompt.</summary>
    public static string Normalize(string text)
        => text.IndexOf('\r') < 0 ? text : text.Replace("\r\n", "\n").Replace('\r', '\n');

    /// <summary>A part of a text without the white space at its ends.</summary>
    public static string Trim(string text, int start, int end, bool atStart, bool atEnd)
    {
        while (atStart && start < end && Is(text[start]))
        {
            start++;
        }

        while (atEnd && start < end && Is(text[end - 1]))
        {
            end--;
        }

        return text.Substring(start, end - start);
    }
}

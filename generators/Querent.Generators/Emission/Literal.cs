using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Querent.Generators.Emission;

/// <summary>Writes text as C# literals: raw where that reads better and is possible, with escapes otherwise.</summary>
internal static class Literal
{
    /// <summary>A UTF-8 literal.</summary>
    public static string Utf8(string text) => Of(text) + "u8";

    /// <summary>A string literal.</summary>
    public static string Of(string text)
        => CanBeRaw(text) ? $"{Quotes(text)}{text}{Quotes(text)}" : SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A string literal, or <c>null</c>.</summary>
    public static string OrNull(string? text) => text is null ? "null" : Of(text);

    /// <summary>Text inside of a documentation comment, on one line.</summary>
    public static string Doc(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            result.Append(c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ when char.IsControl(c) => " ", _ => c.ToString() });
        }

        return result.ToString();
    }

    private static bool CanBeRaw(string text)
        => text.Length > 0
            && text.IndexOfAny(['"', '\\']) >= 0
            && text[0] != '"'
            && text[text.Length - 1] != '"'
            && !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');

    private static string Quotes(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('"', Math.Max(3, longest + 1));
    }
}

using System.Text.RegularExpressions;

namespace Querent;

/// <summary>Makes the regular expressions that answers are held to, each once. Used by generated code.</summary>
public static class AnswerPatterns
{
    /// <summary>
    /// Makes an expression that is matched in time linear in the text; one that turns out not to be is held to a time instead.
    /// </summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="timeout">The most milliseconds for a match that is not linear; −1 for any.</param>
    public static Regex Linear(string pattern, int timeout)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return Timed(pattern, timeout);
        }
    }

    /// <summary>Makes an expression that looks around or back, and so is held to a time.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="timeout">The most milliseconds for a match; −1 for any.</param>
    public static Regex Timed(string pattern, int timeout)
        => new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(timeout));
}

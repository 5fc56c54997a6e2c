using System.Text.RegularExpressions;

namespace SolutionMarking;

/// <summary>What the prompts do to a solution's text.</summary>
internal static partial class SolutionText
{
    /// <summary>Leaves out what the writer asked a calculator: <c>2 * 3 = &lt;&lt;2*3=6&gt;&gt;6</c> becomes <c>2 * 3 = 6</c>.</summary>
    public static string WithoutCalculator(string text) => Calculations().Replace(text, "");

    [GeneratedRegex("<<[^<>\n]*=[^<>\n]*>>")]
    private static partial Regex Calculations();
}

using System.Globalization;
using System.Text;

namespace Querent.Generators.Discovery;

/// <summary>Turns C# names into the names of JSON properties and columns.</summary>
internal static class SnakeCase
{
    private enum Previous
    {
        Nothing,
        Upper,
        LowerOrDigit,
        Space,
    }

    /// <summary>
    /// The name in snake case, exactly as <c>JsonNamingPolicy.SnakeCaseLower</c> writes it: an underscore before a
    /// capital that follows a small letter or digit, and before the last of several capitals if a small letter follows.
    /// </summary>
    public static string Of(string name) => Of(name, separator: '_', isUpper: false);

    /// <summary>The words of a name between separators, as the framework's snake and kebab policies write them.</summary>
    public static string Of(string name, char separator, bool isUpper)
    {
        var result = new StringBuilder(name.Length + 4);
        Previous previous = Previous.Nothing;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            switch (CharUnicodeInfo.GetUnicodeCategory(c))
            {
                case UnicodeCategory.UppercaseLetter:
                    bool endsAcronym = previous == Previous.Upper && i + 1 < name.Length && char.IsLower(name[i + 1]);
                    if (endsAcronym || previous is Previous.LowerOrDigit or Previous.Space)
                    {
                        result.Append(separator);
                    }

                    result.Append(isUpper ? c : char.ToLowerInvariant(c));
                    previous = Previous.Upper;
                    break;

                case UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber:
                    if (previous == Previous.Space)
                    {
                        result.Append(separator);
                    }

                    result.Append(isUpper ? char.ToUpperInvariant(c) : c);
                    previous = Previous.LowerOrDigit;
                    break;

                case UnicodeCategory.SpaceSeparator:
                    previous = previous == Previous.Nothing ? Previous.Nothing : Previous.Space;
                    break;

                default:
                    result.Append(c);
                    previous = Previous.Nothing;
                    break;
            }
        }

        return result.ToString();
    }
}

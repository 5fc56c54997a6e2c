using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Querent.Emulator;

/// <summary>
/// A range of dates or times in words, as Querent writes it into the description, since no subset has a keyword for it: what a
/// model would go by.
/// </summary>
internal static partial class DescribedMoments
{
    private const int ShortestDate = 10;

    /// <summary>What makes a value of the range that a description tells of; null where it tells of none.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="format">The form of the value.</param>
    /// <param name="path">Where the schema stands.</param>
    /// <exception cref="SchemaException">Nothing is in the range.</exception>
    public static MomentAnswer? Of(JsonElement schema, string? format, string path)
    {
        bool isTime = format is "time-of-day" or "time-span";
        if (format is null || !(isTime || format is "date" or "date-time"))
        {
            return null;
        }

        foreach (Match match in RangePattern().Matches(DescribedConstraint.Description(schema)))
        {
            if (Ticks(match.Groups["from"].Value, isTime) is long least && Ticks(match.Groups["to"].Value, isTime) is long most)
            {
                return MomentAnswer.Of(
                    format,
                    match.Groups["lower"].Value == "More than" ? least + 1 : least,
                    match.Groups["upper"].Value == "and less than" ? most - 1 : most,
                    path);
            }
        }

        return null;
    }

    // Without a zone in UTC, as a comparison in .NET takes it.
    private static long? Ticks(string text, bool isTime)
    {
        if (isTime)
        {
            return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) ? time.Ticks : null;
        }

        return text.Length >= ShortestDate && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment.UtcTicks : null;
    }

    [GeneratedRegex(
        @"\b(?<lower>From|At least|More than) (?<from>[-+0-9:.TZ]*[0-9Z]) (?<upper>to|and at most|and less than) (?<to>[-+0-9:.TZ]*[0-9Z])\.(?=\s|\z)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RangePattern();
}

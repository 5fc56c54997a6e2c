using System.Text.Json;

namespace Querent.Emulator;

/// <summary>
/// The form of a string in words, as Querent writes it into the description for a subset without formats: what a model would
/// go by.
/// </summary>
internal static class DescribedFormat
{
    private static readonly (string Words, string Format)[] Known =
    [
        ("A date as yyyy-MM-dd.", "date"),
        ("A time of day as HH:mm:ss.", "time-of-day"),
        ("A date and time as yyyy-MM-ddTHH:mm:ss", "date-time"),
        ("A date and time with its offset", "date-time"),
        ("A duration as d.hh:mm:ss", "time-span"),
        ("A UUID.", "uuid"),
        ("A URI.", "uri"),
        ("A single character.", "character"),
        ("Bytes in Base64.", "base64"),
        ("An e-mail address.", "email"),
        ("A URL that begins with http://", "uri"),
        ("A telephone number.", "telephone"),
        ("A credit card number.", "credit-card"),
        ("Base64.", "base64"),
    ];

    // The patterns that Querent writes where a subset has them.
    private const string Time = @"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?";
    private const string TimeOfDay = $"^{Time}$";
    private const string Duration = $@"^-?([0-9]{{1,7}}\.)?{Time}$";

    /// <summary>The format that a pattern stands for; null where that is not known.</summary>
    public static string? OfPattern(string pattern) => pattern switch { TimeOfDay => "time-of-day", Duration => "time-span", _ => null };

    /// <summary>The format that a schema's description tells of; null for none.</summary>
    public static string? Of(JsonElement schema)
    {
        string text = DescribedConstraint.Description(schema);
        return Known.FirstOrDefault(known => text.Contains(known.Words, StringComparison.Ordinal)).Format;
    }
}

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

    /// <summary>The format that a schema's description tells of; null for none.</summary>
    public static string? Of(JsonElement schema)
    {
        if (!schema.TryGetProperty("description", out JsonElement description) || description.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        string text = description.GetString()!;
        return Known.FirstOrDefault(known => text.Contains(known.Words, StringComparison.Ordinal)).Format;
    }
}

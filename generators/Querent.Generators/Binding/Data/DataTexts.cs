using System.Globalization;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Data;

/// <summary>Values that data writes as texts, in the form that generated code reads back.</summary>
internal static class DataTexts
{
    private static readonly string[] Times = ["HH':'mm", "HH':'mm':'ss", "HH':'mm':'ss'.'FFFFFFF"];
    private static readonly string[] DateTimes = [.. Times.Select(time => $"yyyy'-'MM'-'dd'T'{time}K"), "yyyy'-'MM'-'dd"];
    private static readonly string[] OffsetTimes = [.. Times.Select(time => $"yyyy'-'MM'-'dd'T'{time}zzz")];

    /// <summary>The text in the form that C# reads; null where it is none of the kind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">What it is to be.</param>
    /// <param name="problem">Why it is none; null where it is one.</param>
    public static string? Canonical(string text, ValueKind kind, out string? problem)
    {
        (string? canonical, problem) = kind switch
        {
            ValueKind.Char => (text.Length == 1 ? text : null, "it has to be one character"),
            ValueKind.Guid => (Guid.TryParseExact(text, "D", out Guid guid) ? guid.ToString("D") : null, "it has to be a GUID with hyphens"),
            ValueKind.DateTime => (DateTimeOf(text), "it has to be a date and time such as 2026-11-24T08:30:00Z, with a Z or without a zone"),
            ValueKind.DateTimeOffset => (OffsetOf(text), "it has to be a date and time with its zone, such as 2026-11-24T08:30:00+01:00"),
            ValueKind.DateOnly => (Parse(text, "yyyy'-'MM'-'dd")?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "it has to be a date such as 2026-11-24"),
            ValueKind.TimeOnly => (Parse(text, Times)?.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture), "it has to be a time such as 08:30:00"),
            ValueKind.TimeSpan => (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan span) ? span.ToString("c", CultureInfo.InvariantCulture) : null, "it has to be a time span such as 1.02:30:00"),
            ValueKind.Uri => (text.Length > 0 && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _) ? text : null, "it has to be an address"),
            ValueKind.Bytes => (TextForms.Base64Of(text), "it has to be bytes in Base64"),
            ValueKind.String => (text, null),
            _ => default((string?, string?)),
        };
        problem = canonical is null ? problem : null;
        return canonical;
    }

    // One with an offset would be turned into the time of whichever machine builds.
    private static string? DateTimeOf(string text)
        => DateTime.TryParseExact(text, DateTimes, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime value) && value.Kind != DateTimeKind.Local
            ? value.ToString("O", CultureInfo.InvariantCulture)
            : null;

    private static string? OffsetOf(string text)
    {
        string zoned = text.EndsWith("Z", StringComparison.Ordinal) ? text.Substring(0, text.Length - 1) + "+00:00" : text;
        return DateTimeOffset.TryParseExact(zoned, OffsetTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset value)
            ? value.ToString("O", CultureInfo.InvariantCulture)
            : null;
    }

    private static DateTime? Parse(string text, params string[] formats)
        => DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime value) ? value : null;
}

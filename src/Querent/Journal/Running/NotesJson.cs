using System.Text.Json;

namespace Querent;

/// <summary>Writes what the provider said of an attempt beside its answer as a JSON object, and reads it again.</summary>
internal static class NotesJson
{
    /// <summary>Writes what there is but <see cref="AttemptNotes.IsUnfiltered"/>, which stands in the attempt itself.</summary>
    public static void WriteIfAny(Utf8JsonWriter json, AttemptNotes notes)
    {
        if (notes.FilterCategories.IsDefaultOrEmpty && notes.Notices.IsDefaultOrEmpty)
        {
            return;
        }

        json.WriteStartObject("notes"u8);
        ErrorJson.WriteIfAny(json, notes.FilterCategories);
        if (!notes.Notices.IsDefaultOrEmpty)
        {
            json.WriteStartArray("notices"u8);
            foreach (ProviderNotice notice in notes.Notices)
            {
                Write(json, notice);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <exception cref="JsonException">It is none that this wrote.</exception>
    public static AttemptNotes Read(JsonElement json) => new()
    {
        FilterCategories = ErrorJson.Categories(json),
        Notices = json.TryGetProperty("notices"u8, out JsonElement notices) ? [.. notices.EnumerateArray().Select(ReadNotice)] : [],
    };

    private static void Write(Utf8JsonWriter json, ProviderNotice notice)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, notice.Kind.ToString());
        json.WriteString("source"u8, notice.Source);
        if (notice.Date is { } date)
        {
            json.WriteString("date"u8, date);
        }

        ErrorJson.WriteIfAny(json, "link"u8, notice.Link?.AbsoluteUri);
        json.WriteEndObject();
    }

    private static ProviderNotice ReadNotice(JsonElement json) => new(
        Enum.TryParse(ErrorJson.Text(json, "kind"u8), out ProviderNoticeKind kind) ? kind : ProviderNoticeKind.Warning,
        ErrorJson.Text(json, "source"u8) ?? "")
    {
        Date = json.TryGetProperty("date"u8, out JsonElement date) && date.TryGetDateTimeOffset(out DateTimeOffset from) ? from : null,
        Link = Uri.TryCreate(ErrorJson.Text(json, "link"u8), UriKind.Absolute, out Uri? link) ? link : null,
    };
}

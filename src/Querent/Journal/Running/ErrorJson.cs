using System.Collections.Immutable;
using System.Text.Json;

namespace Querent;

/// <summary>
/// Writes the error of a query as a JSON object, and reads it again: all of it but what code of the caller's threw or said, which may
/// hold anything.
/// </summary>
internal static class ErrorJson
{
    public static void Write(Utf8JsonWriter json, QueryError error)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, error.Kind.ToString());
        json.WriteString("message"u8, error.Message);
        WriteIfAny(json, "status"u8, error.StatusCode);
        WriteIfAny(json, "code"u8, error.Code);
        WriteIfAny(json, "request_id"u8, error.RequestId);
        WriteIfAny(json, "path"u8, error.Path);
        WriteIfAny(json, "rule"u8, error.Rule);
        if (error.RetryAfter is { } wait)
        {
            json.WriteNumber("retry_after_ms"u8, wait.TotalMilliseconds);
        }

        if (error.IsTransient)
        {
            json.WriteBoolean("transient"u8, true);
        }

        WriteIfAny(json, error.FilterCategories);
        json.WriteEndObject();
    }

    /// <exception cref="JsonException">It is none that this wrote.</exception>
    public static QueryError Read(JsonElement json)
    {
        QueryErrorKind kind = Enum.TryParse(json.GetProperty("kind"u8).GetString(), out QueryErrorKind known) ? known : QueryErrorKind.Malformed;
        return new QueryError(kind, json.GetProperty("message"u8).GetString() ?? "")
        {
            StatusCode = Int(json, "status"u8),
            Code = Text(json, "code"u8),
            RequestId = Text(json, "request_id"u8),
            Path = Text(json, "path"u8),
            Rule = Text(json, "rule"u8),
            RetryAfter = json.TryGetProperty("retry_after_ms"u8, out JsonElement wait) ? TimeSpan.FromMilliseconds(wait.GetDouble()) : null,
            IsTransient = json.TryGetProperty("transient"u8, out _),
            FilterCategories = Categories(json),
        };
    }

    public static string? Text(JsonElement json, ReadOnlySpan<byte> name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    public static int? Int(JsonElement json, ReadOnlySpan<byte> name) => json.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;

    public static void WriteIfAny(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteIfAny(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteIfAny(Utf8JsonWriter json, ImmutableArray<ContentFilterCategory> categories)
    {
        if (categories.IsDefaultOrEmpty)
        {
            return;
        }

        json.WriteStartArray("filter"u8);
        foreach (ContentFilterCategory category in categories)
        {
            Write(json, category);
        }

        json.WriteEndArray();
    }

    public static ImmutableArray<ContentFilterCategory> Categories(JsonElement json)
        => json.TryGetProperty("filter"u8, out JsonElement filter) ? [.. filter.EnumerateArray().Select(ReadCategory)] : [];

    private static void Write(Utf8JsonWriter json, ContentFilterCategory category)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, category.Name);
        WriteIfAny(json, "severity"u8, category.Severity);
        json.WriteBoolean("filtered"u8, category.IsFiltered);
        json.WriteBoolean("detected"u8, category.IsDetected);
        json.WriteString("source"u8, category.Source.ToString());
        json.WriteEndObject();
    }

    private static ContentFilterCategory ReadCategory(JsonElement json) => new(
        json.GetProperty("name"u8).GetString() ?? "",
        Text(json, "severity"u8),
        json.GetProperty("filtered"u8).GetBoolean(),
        Enum.TryParse(Text(json, "source"u8), out ContentFilterSource source) ? source : default)
    {
        IsDetected = json.GetProperty("detected"u8).GetBoolean(),
    };
}

using System.Text.Json;

namespace Querent;

/// <summary>Writes why a row failed as a JSON object, and reads it again.</summary>
internal static class FailureJson
{
    public static void Write(Utf8JsonWriter json, RowFailure failure)
    {
        json.WriteStartObject();
        ErrorJson.WriteIfAny(json, "first_query"u8, failure.FirstQuery);
        json.WritePropertyName("error"u8);
        ErrorJson.Write(json, failure.Error);
        json.WriteStartArray("failed_queries"u8);
        foreach (QueryFailure query in failure.FailedQueries)
        {
            json.WriteStartObject();
            json.WriteString("query"u8, query.Query);
            json.WritePropertyName("error"u8);
            ErrorJson.Write(json, query.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("answered"u8, failure.AnsweredCount);
        json.WriteNumber("queries"u8, failure.QueryCount);
        json.WriteEndObject();
    }

    /// <exception cref="JsonException">It is none that this wrote.</exception>
    public static RowFailure Read(string failure)
    {
        using JsonDocument document = JsonDocument.Parse(failure);
        JsonElement json = document.RootElement;
        return new RowFailure(
            ErrorJson.Text(json, "first_query"u8),
            ErrorJson.Read(json.GetProperty("error"u8)),
            [.. json.GetProperty("failed_queries"u8).EnumerateArray().Select(query => new QueryFailure(query.GetProperty("query"u8).GetString() ?? "", ErrorJson.Read(query.GetProperty("error"u8))))],
            json.GetProperty("answered"u8).GetInt32(),
            json.GetProperty("queries"u8).GetInt32());
    }
}

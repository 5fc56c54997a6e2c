using System.Text.Json;

namespace Querent;

/// <summary>Writes why a row failed as a JSON object, with what became of its queries, and reads both again.</summary>
internal static class FailureJson
{
    public static void Write<TRow>(Utf8JsonWriter json, FailedRow<TRow> row)
        where TRow : class
    {
        RowFailure failure = row.Failure;
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
        json.WriteStartObject("statuses"u8);
        foreach (QueryReport query in row.Queries)
        {
            json.WriteString(query.Query, query.Status.ToString());
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <returns>The failure, and what became of the queries, by their names; nothing of that where an earlier version wrote it.</returns>
    /// <exception cref="JsonException">It is none that this wrote.</exception>
    public static (RowFailure Failure, IReadOnlyDictionary<string, QueryStatus> Statuses) Read(string failure)
    {
        using JsonDocument document = JsonDocument.Parse(failure);
        return (ReadFailure(document.RootElement), ReadStatuses(document.RootElement));
    }

    private static RowFailure ReadFailure(JsonElement json) => new(
        ErrorJson.Text(json, "first_query"u8),
        ErrorJson.Read(json.GetProperty("error"u8)),
        [.. json.GetProperty("failed_queries"u8).EnumerateArray().Select(query => new QueryFailure(query.GetProperty("query"u8).GetString() ?? "", ErrorJson.Read(query.GetProperty("error"u8))))],
        json.GetProperty("answered"u8).GetInt32(),
        json.GetProperty("queries"u8).GetInt32());

    private static Dictionary<string, QueryStatus> ReadStatuses(JsonElement json)
    {
        Dictionary<string, QueryStatus> statuses = new(StringComparer.Ordinal);
        if (json.TryGetProperty("statuses"u8, out JsonElement queries))
        {
            foreach (JsonProperty query in queries.EnumerateObject())
            {
                if (Enum.TryParse(query.Value.GetString(), out QueryStatus status))
                {
                    statuses[query.Name] = status;
                }
            }
        }

        return statuses;
    }
}

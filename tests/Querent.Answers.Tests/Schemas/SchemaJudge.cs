using System.Text;
using System.Text.Json;
using NJsonSchema;

namespace Querent.Answers.Tests.Schemas;

/// <summary>Judges answers by a schema with NJsonSchema, which knows nothing of our generator.</summary>
internal sealed class SchemaJudge
{
    private readonly JsonSchema _schema;

    private SchemaJudge(JsonSchema schema) => _schema = schema;

    // NJsonSchema follows references inside definitions where these have the name that they had until draft 7.
    public static async Task<SchemaJudge> OfAsync(string schema, CancellationToken cancellationToken)
        => new(await JsonSchema.FromJsonAsync(schema.Replace("\"$defs\":", "\"definitions\":", StringComparison.Ordinal).Replace("#/$defs/", "#/definitions/", StringComparison.Ordinal), cancellationToken));

    /// <summary>Whether an answer is right: null where NJsonSchema cannot tell.</summary>
    public bool? Accepts(byte[] answer)
    {
        // Its reader takes comments, NaN and single quotes too, so that another has to say what JSON is.
        if (!IsJson(answer))
        {
            return false;
        }

        try
        {
            return _schema.Validate(Encoding.UTF8.GetString(answer)).Count == 0;
        }
        catch (InvalidCastException)
        {
            return null;
        }
    }

    private static bool IsJson(byte[] answer)
    {
        try
        {
            JsonDocument.Parse(answer).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

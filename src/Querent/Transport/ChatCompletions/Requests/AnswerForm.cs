using System.Text.Json;

namespace Querent;

/// <summary>What becomes of a request's schema with a model that does not take it as it is.</summary>
/// <param name="Source">The response format that this was made of.</param>
/// <param name="Message">A message for the end of the messages, with a comma before it; empty for none.</param>
/// <param name="ResponseFormat">What goes between the messages and the end of the request.</param>
internal sealed record AnswerForm(byte[] Source, ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> ResponseFormat)
{
    private static ReadOnlyMemory<byte> JsonObject { get; } = "],\"response_format\":{\"type\":\"json_object\"}"u8.ToArray();

    private static ReadOnlyMemory<byte> NoFormat { get; } = "]"u8.ToArray();

    /// <exception cref="ArgumentException">The response format holds no schema.</exception>
    public static AnswerForm Create(ReadOnlySpan<byte> responseFormat, StructuredOutput output)
    {
        byte[] source = responseFormat.ToArray();
        try
        {
            using var document = JsonDocument.Parse(source);
            return output switch
            {
                StructuredOutput.Schema => new AnswerForm(source, default, WithoutStrict(document.RootElement)),
                StructuredOutput.JsonObject => new AnswerForm(source, SchemaMessage(document.RootElement), JsonObject),
                _ => new AnswerForm(source, SchemaMessage(document.RootElement), NoFormat),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
#pragma warning disable CA2208 // the parameter is the transport's
            throw new ArgumentException("The request's response format holds no JSON schema, which this model's profile needs to tell the model of it.", "request");
#pragma warning restore CA2208
        }
    }

    private static ReadOnlyMemory<byte> WithoutStrict(JsonElement format) => Write("],\"response_format\":"u8, json =>
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "json_schema"u8);
        json.WriteStartObject("json_schema"u8);
        foreach (JsonProperty property in format.GetProperty("json_schema").EnumerateObject())
        {
            if (property.NameEquals("strict"u8))
            {
                json.WriteBoolean("strict"u8, false);
            }
            else
            {
                property.WriteTo(json);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    // A system message: what a prompt of the user's data says must not pass for it. It says JSON, as JSON mode demands.
    private static ReadOnlyMemory<byte> SchemaMessage(JsonElement format) => Write(","u8, json =>
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "system"u8);
        json.WriteString("content"u8, $"Answer with one JSON object that satisfies this JSON schema, and with nothing before or after it.\n{format.GetProperty("json_schema").GetProperty("schema").GetRawText()}");
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> before, Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        System.Buffers.BuffersExtensions.Write(buffer, before);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }
}

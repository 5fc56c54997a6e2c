using System.Collections.Immutable;
using System.Text.Json;

namespace Querent;

/// <summary>Writes the attempts of a query as a JSON array, and reads them again.</summary>
internal static class AttemptJson
{
    public static byte[] Write(ImmutableArray<AttemptReport> attempts, JsonTextPool texts) => texts.Write(attempts, static (json, attempts) =>
    {
        json.WriteStartArray();
        foreach (AttemptReport attempt in attempts)
        {
            Write(json, attempt);
        }

        json.WriteEndArray();
    });

    /// <exception cref="JsonException">It is none that this wrote.</exception>
    /// <exception cref="InvalidOperationException">A member is of another kind.</exception>
    public static ImmutableArray<AttemptReport> Read(ReadOnlyMemory<byte> attempts)
    {
        var json = new Utf8JsonReader(attempts.Span);
        if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("No list of attempts.");
        }

        ImmutableArray<AttemptReport>.Builder reports = ImmutableArray.CreateBuilder<AttemptReport>(1);
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            reports.Add(Read(ref json));
        }

        return reports.DrainToImmutable();
    }

    private static void Write(Utf8JsonWriter json, AttemptReport attempt)
    {
        json.WriteStartObject();
        json.WriteNumber("latency_ms"u8, Math.Round(attempt.Latency.TotalMilliseconds, 3));
        ErrorJson.WriteIfAny(json, "model"u8, attempt.Model);
        json.WriteString("finish_reason"u8, attempt.FinishReason.ToString());
        ErrorJson.WriteIfAny(json, "request_id"u8, attempt.RequestId);
        ErrorJson.WriteIfAny(json, "input_tokens"u8, attempt.Usage.InputTokens);
        ErrorJson.WriteIfAny(json, "output_tokens"u8, attempt.Usage.OutputTokens);
        ErrorJson.WriteIfAny(json, "cached_input_tokens"u8, attempt.Usage.CachedInputTokens);
        ErrorJson.WriteIfAny(json, "reasoning_tokens"u8, attempt.Usage.ReasoningTokens);
        if (attempt.Error is { } error)
        {
            json.WritePropertyName("error"u8);
            ErrorJson.Write(json, error);
        }

        json.WriteEndObject();
    }

    private static AttemptReport Read(ref Utf8JsonReader json)
    {
        TimeSpan latency = default;
        FinishReason finishReason = FinishReason.Unknown;
        string? model = null, requestId = null;
        int? input = null, output = null, cached = null, reasoning = null;
        QueryError? error = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = json.ValueSpan;
            json.Read();
            switch ((char)(name.IsEmpty ? 0 : name[0]))   // resumed runs read very many of these
            {
                case 'l' when name.SequenceEqual("latency_ms"u8):
                    latency = TimeSpan.FromMilliseconds(json.GetDouble());
                    break;
                case 'm' when name.SequenceEqual("model"u8):
                    model = json.GetString();
                    break;
                case 'f' when name.SequenceEqual("finish_reason"u8):
                    finishReason = json.ValueTextEquals("Stop"u8) ? FinishReason.Stop : Parse(json.GetString());
                    break;
                case 'r' when name.SequenceEqual("request_id"u8):
                    requestId = json.GetString();
                    break;
                case 'i' when name.SequenceEqual("input_tokens"u8):
                    input = json.GetInt32();
                    break;
                case 'o' when name.SequenceEqual("output_tokens"u8):
                    output = json.GetInt32();
                    break;
                case 'c' when name.SequenceEqual("cached_input_tokens"u8):
                    cached = json.GetInt32();
                    break;
                case 'r' when name.SequenceEqual("reasoning_tokens"u8):
                    reasoning = json.GetInt32();
                    break;
                case 'e' when name.SequenceEqual("error"u8):
                    using (JsonDocument document = JsonDocument.ParseValue(ref json))
                    {
                        error = ErrorJson.Read(document.RootElement);
                    }

                    break;
                default:
                    json.Skip();   // of a later version
                    break;
            }
        }

        var usage = new TokenUsage { InputTokens = input, OutputTokens = output, CachedInputTokens = cached, ReasoningTokens = reasoning };
        return new AttemptReport(latency, model, finishReason, requestId, usage, error);
    }

    private static FinishReason Parse(string? finishReason) => Enum.TryParse(finishReason, out FinishReason known) ? known : FinishReason.Unknown;
}

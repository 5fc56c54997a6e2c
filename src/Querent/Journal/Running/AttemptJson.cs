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
    public static ImmutableArray<AttemptReport> Read(ReadOnlyMemory<byte> attempts)
    {
        using JsonDocument document = JsonDocument.Parse(attempts);
        var reports = ImmutableArray.CreateBuilder<AttemptReport>(document.RootElement.GetArrayLength());
        foreach (JsonElement attempt in document.RootElement.EnumerateArray())
        {
            reports.Add(Read(attempt));
        }

        return reports.MoveToImmutable();
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

    private static AttemptReport Read(JsonElement json) => new(
        TimeSpan.FromMilliseconds(json.GetProperty("latency_ms"u8).GetDouble()),
        ErrorJson.Text(json, "model"u8),
        Enum.TryParse(ErrorJson.Text(json, "finish_reason"u8), out FinishReason reason) ? reason : FinishReason.Unknown,
        ErrorJson.Text(json, "request_id"u8),
        new TokenUsage
        {
            InputTokens = ErrorJson.Int(json, "input_tokens"u8),
            OutputTokens = ErrorJson.Int(json, "output_tokens"u8),
            CachedInputTokens = ErrorJson.Int(json, "cached_input_tokens"u8),
            ReasoningTokens = ErrorJson.Int(json, "reasoning_tokens"u8),
        },
        json.TryGetProperty("error"u8, out JsonElement error) ? ErrorJson.Read(error) : null);
}

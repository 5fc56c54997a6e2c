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
        var report = new AttemptReport(default, null, FinishReason.Unknown, null, default, null);
        TokenUsage usage = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = json.ValueSpan;
            json.Read();
            if (name.SequenceEqual("latency_ms"u8))
            {
                report = report with { Latency = TimeSpan.FromMilliseconds(json.GetDouble()) };
            }
            else if (name.SequenceEqual("model"u8))
            {
                report = report with { Model = json.GetString() };
            }
            else if (name.SequenceEqual("finish_reason"u8))
            {
                report = report with { FinishReason = Enum.TryParse(json.GetString(), out FinishReason reason) ? reason : FinishReason.Unknown };
            }
            else if (name.SequenceEqual("request_id"u8))
            {
                report = report with { RequestId = json.GetString() };
            }
            else if (name.SequenceEqual("error"u8))
            {
                using JsonDocument error = JsonDocument.ParseValue(ref json);
                report = report with { Error = ErrorJson.Read(error.RootElement) };
            }
            else
            {
                usage = Read(ref json, name, usage);
            }
        }

        return report with { Usage = usage };
    }

    private static TokenUsage Read(ref Utf8JsonReader json, ReadOnlySpan<byte> name, TokenUsage usage)
    {
        if (name.SequenceEqual("input_tokens"u8))
        {
            return usage with { InputTokens = json.GetInt32() };
        }

        if (name.SequenceEqual("output_tokens"u8))
        {
            return usage with { OutputTokens = json.GetInt32() };
        }

        if (name.SequenceEqual("cached_input_tokens"u8))
        {
            return usage with { CachedInputTokens = json.GetInt32() };
        }

        if (name.SequenceEqual("reasoning_tokens"u8))
        {
            return usage with { ReasoningTokens = json.GetInt32() };
        }

        json.Skip();   // of a later version
        return usage;
    }
}

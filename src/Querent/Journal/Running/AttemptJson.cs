using System.Collections.Immutable;
using System.Text.Json;

namespace Querent;

/// <summary>Writes the attempts of a query as a JSON array, and reads them again.</summary>
internal static class AttemptJson
{
    /// <param name="attempts">The attempts.</param>
    /// <param name="answer">The reply that was the answer: the last attempt's, or where there is none, one that was taken from elsewhere; null for no answer.</param>
    /// <param name="texts">Lends the memory to write with.</param>
    public static byte[] Write(ImmutableArray<AttemptReport> attempts, CompletionReply? answer, JsonTextPool texts) => texts.Write((attempts, answer), static (json, call) =>
    {
        json.WriteStartArray();
        for (int attempt = 0; attempt < call.attempts.Length; attempt++)
        {
            Write(json, call.attempts[attempt], attempt == call.attempts.Length - 1 ? call.answer : null);
        }

        if (call.attempts.IsEmpty && call.answer is { } taken)
        {
            json.WriteStartObject();
            json.WriteBoolean("taken"u8, true);
            ErrorJson.WriteIfAny(json, "model"u8, taken.Model);
            json.WriteBoolean("unfiltered"u8, taken.IsUnfiltered);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>Reads what was written; null where it was changed since.</summary>
    public static ParsedAttempts? Read(ReadOnlyMemory<byte> attempts)
    {
        try
        {
            return ReadAll(attempts);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static ParsedAttempts ReadAll(ReadOnlyMemory<byte> attempts)
    {
        var json = new Utf8JsonReader(attempts.Span);
        if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("No list of attempts.");
        }

        ImmutableArray<AttemptReport>.Builder reports = ImmutableArray.CreateBuilder<AttemptReport>(1);
        Recorded last = default;
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            last = Read(ref json);
            if (!last.IsTaken)
            {
                reports.Add(last.Report);
            }
        }

        return new ParsedAttempts(reports.DrainToImmutable(), last.Report.Model, last.IsUnfiltered);
    }

    private static void Write(Utf8JsonWriter json, AttemptReport attempt, CompletionReply? answer)
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

        if (answer is not null || attempt.Notes is { IsUnfiltered: true })
        {
            json.WriteBoolean("unfiltered"u8, answer?.IsUnfiltered ?? true);
        }

        if (attempt.Notes is { } notes)
        {
            NotesJson.WriteIfAny(json, notes);
        }

        json.WriteEndObject();
    }

    private static Recorded Read(ref Utf8JsonReader json)
    {
        TimeSpan latency = default;
        FinishReason finishReason = FinishReason.Unknown;
        string? model = null, requestId = null;
        int? input = null, output = null, cached = null, reasoning = null;
        QueryError? error = null;
        bool isTaken = false;
        bool? isUnfiltered = null;
        AttemptNotes? notes = null;
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
                case 'u' when name.SequenceEqual("unfiltered"u8):
                    isUnfiltered = json.GetBoolean();
                    break;
                case 'n' when name.SequenceEqual("notes"u8):
                    using (JsonDocument document = JsonDocument.ParseValue(ref json))
                    {
                        notes = NotesJson.Read(document.RootElement);
                    }

                    break;
                case 't' when name.SequenceEqual("taken"u8):
                    isTaken = json.GetBoolean();
                    break;
                default:
                    json.Skip();   // of a later version
                    break;
            }
        }

        var usage = new TokenUsage { InputTokens = input, OutputTokens = output, CachedInputTokens = cached, ReasoningTokens = reasoning };
        notes = isUnfiltered is true ? (notes ?? new AttemptNotes()) with { IsUnfiltered = true } : notes;
        return new Recorded(new AttemptReport(latency, model, finishReason, requestId, usage, error) { Notes = notes }, isTaken, isUnfiltered);
    }

    private static FinishReason Parse(string? finishReason) => Enum.TryParse(finishReason, out FinishReason known) ? known : FinishReason.Unknown;

    /// <summary>An element of the array.</summary>
    /// <param name="Report">The attempt.</param>
    /// <param name="IsTaken">Whether it is none, and tells of the answer alone.</param>
    /// <param name="IsUnfiltered">What it says of the content filter; null for nothing.</param>
    private readonly record struct Recorded(AttemptReport Report, bool IsTaken, bool? IsUnfiltered);
}

using System.Text.Json;

namespace Querent;

/// <summary>The parts of a request's JSON around its messages that are the same for all requests to a deployment.</summary>
internal sealed class RequestEnvelope
{
    /// <param name="deployment">The deployment's or model's name.</param>
    /// <param name="settings">What is asked beside the prompt.</param>
    /// <param name="properties">The caller's own properties.</param>
    public RequestEnvelope(string deployment, ModelSettings settings, BodyProperties properties)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, deployment);
            if (settings.Temperature is { } temperature)
            {
                json.WriteNumber("temperature"u8, temperature);
            }

            if (settings.ReasoningEffort is { } effort)
            {
                json.WriteString("reasoning_effort"u8, effort);
            }

            properties.WriteTo(json);
            json.Flush();
        }

        Head = buffer.WrittenSpan.ToArray();
        TokenLimit = settings.Profile.TokenLimit == TokenLimitProperty.MaxTokens ? ",\"max_tokens\":"u8.ToArray() : ",\"max_completion_tokens\":"u8.ToArray();
        Forms = settings.Profile.StructuredOutput == StructuredOutput.StrictSchema ? null : new AnswerForms(settings.Profile.StructuredOutput);
    }

    /// <summary><c>{"model":"…","temperature":0</c></summary>
    public byte[] Head { get; }

    /// <summary>The name that stands before the token limit.</summary>
    public ReadOnlyMemory<byte> TokenLimit { get; }

    /// <summary>What becomes of schemas; null when they are sent as they are.</summary>
    public AnswerForms? Forms { get; }

    public static ReadOnlyMemory<byte> Messages { get; } = ",\"messages\":["u8.ToArray();

    public static ReadOnlyMemory<byte> ResponseFormat { get; } = "],\"response_format\":"u8.ToArray();

    public static ReadOnlyMemory<byte> End { get; } = "}"u8.ToArray();
}

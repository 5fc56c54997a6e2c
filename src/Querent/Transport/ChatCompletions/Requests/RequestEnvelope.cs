using System.Text;
using System.Text.Json;

namespace Querent;

/// <summary>
/// The parts of a request's JSON around its prompt. What all requests to a deployment have in common comes first, and what
/// differs by query last, so that the requests of a row begin alike and the provider's prompt cache can serve them.
/// </summary>
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
            properties.WriteTo(json);
            json.Flush();
            System.Buffers.BuffersExtensions.Write(buffer, ",\"messages\":["u8);
        }

        Head = buffer.WrittenSpan.ToArray();
        Tails = new RequestTails(settings, properties);
        Forms = settings.Profile.StructuredOutput == StructuredOutput.StrictSchema ? null : new AnswerForms(settings.Profile.StructuredOutput);
    }

    /// <summary><c>{"model":"…","messages":[</c></summary>
    public byte[] Head { get; }

    /// <summary>What stands behind the response format.</summary>
    public RequestTails Tails { get; }

    /// <summary>What becomes of schemas; null when they are sent as they are.</summary>
    public AnswerForms? Forms { get; }

    /// <summary>All that every request holds beside its prompt, and in which form answers are asked for.</summary>
    public string Identity(ModelSettings settings)
        => $"{Encoding.UTF8.GetString(Head)}{Encoding.UTF8.GetString(Tails.Get(options: null, maxOutputTokens: null))} {settings.Profile.StructuredOutput}";

    public static ReadOnlyMemory<byte> ResponseFormat { get; } = "],\"response_format\":"u8.ToArray();
}

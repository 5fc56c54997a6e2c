using System.Text.Json;

namespace Querent;

/// <summary>The parts of a request's JSON around its messages that are the same for all requests to a deployment.</summary>
internal sealed class RequestEnvelope
{
    public RequestEnvelope(string deployment, double? temperature)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, deployment);
            if (temperature is { } value)
            {
                json.WriteNumber("temperature"u8, value);
            }

            json.Flush();
        }

        Head = buffer.WrittenSpan.ToArray();
    }

    /// <summary><c>{"model":"…","temperature":0</c></summary>
    public byte[] Head { get; }

    public static ReadOnlyMemory<byte> MaxOutputTokens { get; } = ",\"max_completion_tokens\":"u8.ToArray();

    public static ReadOnlyMemory<byte> Messages { get; } = ",\"messages\":["u8.ToArray();

    public static ReadOnlyMemory<byte> ResponseFormat { get; } = "],\"response_format\":"u8.ToArray();

    public static ReadOnlyMemory<byte> End { get; } = "}"u8.ToArray();
}

using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Querent;

/// <summary>The hash of a row's input: SHA-256 of the JSON object that <see cref="RowPlan{TRow}.WriteInput"/> writes.</summary>
internal static class InputHash
{
    /// <param name="plan">The row type's plan.</param>
    /// <param name="input">The input, whose own code may throw.</param>
    /// <param name="buffer">Empty; holds the JSON afterwards.</param>
    /// <param name="json">Writes to it.</param>
    public static byte[] Of<TRow>(RowPlan<TRow> plan, object input, ArrayBufferWriter<byte> buffer, Utf8JsonWriter json)
        where TRow : class
    {
        json.WriteStartObject();
        plan.WriteInput(json, input);
        json.WriteEndObject();
        json.Flush();
        return SHA256.HashData(buffer.WrittenSpan);
    }
}

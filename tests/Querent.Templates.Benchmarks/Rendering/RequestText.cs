using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>The request's messages of a prompt that another engine has made as a string, in the fewest steps: one escaping, two copies of fixed bytes.</summary>
internal sealed class RequestText(string system)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);
    private readonly byte[] _head = [.. """{"role":"system","content":"""u8, .. "\""u8, .. JsonEncodedText.Encode(system, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, .. "\"},"u8, .. """{"role":"user","content":"""u8, .. "\""u8];

    public int Write(string prompt)
    {
        _buffer.ResetWrittenCount();
        _buffer.Write(_head);
        _buffer.Write(JsonEncodedText.Encode(prompt, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        _buffer.Write("\"}"u8);
        return _buffer.WrittenCount;
    }

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;
}

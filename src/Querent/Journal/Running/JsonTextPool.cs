using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace Querent;

/// <summary>Writes small pieces of JSON, with buffers that serve again.</summary>
internal sealed class JsonTextPool
{
    private const int Kept = 16;
    private const int LargestKept = 64 * 1024;

    private readonly ConcurrentQueue<JsonText> _texts = new();

    public byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        JsonText text = Rent();
        write(text.Writer, value);
        text.Writer.Flush();
        byte[] json = text.Buffer.WrittenSpan.ToArray();
        Return(text);
        return json;
    }

    /// <summary>Rents a buffer; one that is not returned, because what wrote to it threw, is only lost.</summary>
    public JsonText Rent() => _texts.TryDequeue(out JsonText? text) ? text : new JsonText();

    public void Return(JsonText text)
    {
        if (_texts.Count < Kept && text.Buffer.Capacity <= LargestKept)
        {
            text.Clear();
            _texts.Enqueue(text);
        }
    }
}

/// <summary>A buffer and the writer of JSON to it.</summary>
internal sealed class JsonText
{
    public JsonText() => Writer = new Utf8JsonWriter(Buffer);

    public ArrayBufferWriter<byte> Buffer { get; } = new();

    public Utf8JsonWriter Writer { get; }

    public void Clear()
    {
        Buffer.ResetWrittenCount();
        Writer.Reset();
    }
}

using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Querent;

/// <summary>
/// Makes a client's response format of a request's, once for each that there is. Found again by its bytes, since the
/// request's memory is its caller's to use again.
/// </summary>
internal sealed class ResponseFormats
{
    /// <summary>The most that are kept: more are made for each call, rather than held for good.</summary>
    internal const int Capacity = 256;

    private readonly Lock _lock = new();
    private Entry[] _entries = [];

    public (ChatResponseFormat Format, bool IsStrict) Get(ReadOnlySpan<byte> json)
    {
        if (Find(Volatile.Read(ref _entries), json) is { } known)
        {
            return (known.Format, known.IsStrict);
        }

        Entry entry = Entry.Read(json);
        lock (_lock)
        {
            // Another may have been faster: a query's format stays one object.
            if (Find(_entries, json) is { } faster)
            {
                entry = faster;
            }
            else if (_entries.Length < Capacity)
            {
                Volatile.Write(ref _entries, [.. _entries, entry]);
            }
        }

        return (entry.Format, entry.IsStrict);
    }

    private static Entry? Find(Entry[] entries, ReadOnlySpan<byte> json)
    {
        foreach (Entry entry in entries)
        {
            if (json.SequenceEqual(entry.Json))
            {
                return entry;
            }
        }

        return null;
    }

    private sealed record Entry(byte[] Json, ChatResponseFormat Format, bool IsStrict)
    {
        public static Entry Read(ReadOnlySpan<byte> json)
        {
            byte[] copy = json.ToArray();
            try
            {
                using var document = JsonDocument.Parse(copy);
                JsonElement root = document.RootElement;
                return root.GetProperty("type").GetString() switch
                {
                    "json_schema" => OfSchema(copy, root.GetProperty("json_schema")),
                    "json_object" => new Entry(copy, ChatResponseFormat.Json, IsStrict: false),
                    "text" => new Entry(copy, ChatResponseFormat.Text, IsStrict: false),
                    _ => throw Invalid(),
                };
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                throw Invalid();
            }
        }

        private static Entry OfSchema(byte[] json, JsonElement schema) => new(
            json,
            ChatResponseFormat.ForJsonSchema(
                schema.GetProperty("schema").Clone(),
                Text(schema, "name"),
                Text(schema, "description")),
            schema.TryGetProperty("strict", out JsonElement strict) && strict.ValueKind == JsonValueKind.True);

        private static string? Text(JsonElement schema, string name)
            => schema.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

#pragma warning disable CA2208 // the parameter is the transport's
        private static ArgumentException Invalid()
            => new("The request's response format is none that this transport can put into a client's types.", "request");
#pragma warning restore CA2208
    }
}

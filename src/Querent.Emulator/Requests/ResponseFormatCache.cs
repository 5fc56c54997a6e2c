using System.Collections.Concurrent;

namespace Querent.Emulator;

/// <summary>Keeps what was read of a response format, or the refusal it met, by its bytes: a run sends few formats many times.</summary>
internal sealed class ResponseFormatCache(SchemaProfile profile)
{
    private const int Capacity = 1024;

    private readonly ConcurrentDictionary<ulong, Entry> _entries = new();

    /// <exception cref="RequestRejectedException">The service would refuse this format.</exception>
    public ResponseFormat? Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.SequenceEqual("null"u8))
        {
            return null;
        }

        ulong hash = StableHash.Of(utf8);
        if (!_entries.TryGetValue(hash, out Entry? entry) || !utf8.SequenceEqual(entry.Utf8))
        {
            entry = Read(utf8, hash);
            if (_entries.Count < Capacity)
            {
                _entries.TryAdd(hash, entry);
            }
        }

        return entry.Format ?? throw entry.Rejection!.Again();
    }

    private Entry Read(ReadOnlySpan<byte> utf8, ulong hash)
    {
        try
        {
            return new Entry(utf8.ToArray(), ResponseFormat.Read(utf8, profile, hash), null);
        }
        catch (RequestRejectedException rejection)
        {
            return new Entry(utf8.ToArray(), null, rejection);
        }
    }

    private sealed record Entry(byte[] Utf8, ResponseFormat? Format, RequestRejectedException? Rejection);
}

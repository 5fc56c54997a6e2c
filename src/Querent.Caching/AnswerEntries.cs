using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Querent;

/// <summary>
/// An answer as the bytes of a cache entry: a form, and behind it, perhaps protected, the fingerprint, the first bytes of a hash of all that
/// follows it, the time in milliseconds of Unix, the length of the model's name, the name, the answer.
/// </summary>
internal sealed class AnswerEntries(AnswerCacheOptions options)
{
    private const byte Plain = 1;
    private const byte Protected = 2;
    private const int HashBytes = 8;
    private const int TimeAt = SHA256.HashSizeInBytes + HashBytes;
    private const int NameAt = TimeAt + sizeof(long) + sizeof(ushort);

    /// <summary>An entry's key.</summary>
    public string KeyOf(ReadOnlySpan<byte> fingerprint) => options.KeyPrefix + Convert.ToHexStringLower(fingerprint);

    public byte[] Write(ReadOnlySpan<byte> fingerprint, StoredAnswer answer)
    {
        ReadOnlySpan<byte> model = Encoding.UTF8.GetBytes(answer.Model ?? "");
        model = model.Length > ushort.MaxValue ? [] : model;
        byte[] payload = new byte[NameAt + model.Length + answer.Content.Length];
        fingerprint.CopyTo(payload);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(TimeAt), answer.AnsweredAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(TimeAt + sizeof(long)), (ushort)model.Length);
        model.CopyTo(payload.AsSpan(NameAt));
        answer.Content.Span.CopyTo(payload.AsSpan(NameAt + model.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload.AsSpan(TimeAt), hash);
        hash[..HashBytes].CopyTo(payload.AsSpan(SHA256.HashSizeInBytes));
        return options.Protection is { } protection ? [Protected, .. protection.Protect(payload)] : [Plain, .. payload];
    }

    /// <summary>The answer of an entry; null when it is none of this form and of this fingerprint, damaged, or of before a time.</summary>
    public StoredAnswer? Read(ReadOnlySpan<byte> fingerprint, DateTimeOffset? answeredSince, byte[]? entry)
    {
        if (entry is not [var form, ..] || form != (options.Protection is null ? Plain : Protected) || PayloadOf(entry) is not { Length: >= NameAt } payload)
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload.AsSpan(TimeAt), hash);
        int name = BinaryPrimitives.ReadUInt16LittleEndian(payload.AsSpan(TimeAt + sizeof(long)));
        if (!payload.AsSpan(0, SHA256.HashSizeInBytes).SequenceEqual(fingerprint)
            || !payload.AsSpan(SHA256.HashSizeInBytes, HashBytes).SequenceEqual(hash[..HashBytes])
            || payload.Length < NameAt + name)
        {
            return null;
        }

        var answeredAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(payload.AsSpan(TimeAt)));
        return answeredAt < answeredSince
            ? null
            : new StoredAnswer(payload.AsMemory(NameAt + name), answeredAt) { Model = name == 0 ? null : Encoding.UTF8.GetString(payload, NameAt, name) };
    }

    private byte[]? PayloadOf(byte[] entry)
    {
        if (options.Protection is not { } protection)
        {
            return entry[1..];
        }

        try
        {
            return protection.Unprotect(entry.AsSpan(1));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

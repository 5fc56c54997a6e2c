using System.Security.Cryptography;

namespace Querent;

/// <summary>Protects with AES-256-GCM: a version, the nonce, the tag, what is hidden.</summary>
internal sealed class AesProtection : JournalProtection
{
    private const byte Version = 1;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + NonceBytes + TagBytes;

    private readonly byte[] _key;

    public AesProtection(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes)
        {
            throw new ArgumentException($"The key has {key.Length} bytes; AES-256 takes one of {KeyBytes}. Make one with RandomNumberGenerator.GetBytes({KeyBytes}).", nameof(key));
        }

        _key = key.ToArray();
    }

    internal override byte[] Protect(ReadOnlySpan<byte> plain)
    {
        byte[] hidden = new byte[HeadBytes + plain.Length];
        hidden[0] = Version;
        Span<byte> nonce = hidden.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(nonce, plain, hidden.AsSpan(HeadBytes), hidden.AsSpan(1 + NonceBytes, TagBytes));
        return hidden;
    }

    internal override byte[] Unprotect(ReadOnlySpan<byte> hidden)
    {
        if (hidden.Length < HeadBytes || hidden[0] != Version)
        {
            throw new CryptographicException("These bytes were not protected with AES-GCM by this library.");
        }

        byte[] plain = new byte[hidden.Length - HeadBytes];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(hidden.Slice(1, NonceBytes), hidden[HeadBytes..], hidden.Slice(1 + NonceBytes, TagBytes), plain);
        return plain;
    }
}

using System.Security.Cryptography;

namespace Querent;

/// <summary>The hashes of what goes over the wire, for the audit.</summary>
internal static class BodyHash
{
    public static string Of(RequestBody body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        body.AppendTo(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Of(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}

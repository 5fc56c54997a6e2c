using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Querent.Testing;

/// <summary>Tells of an image that is sent within a prompt what keeps a file small: its type, its size and its hash.</summary>
internal static class ImageDigest
{
    private const string Scheme = "data:";
    private const string Base64Mark = ";base64";

    /// <summary>The digest of a data URL; null for an address.</summary>
    public static string? Of(string url)
    {
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        int comma = url.IndexOf(',', StringComparison.Ordinal);
        string head = comma < 0 ? "" : url[Scheme.Length..comma];
        string data = url[(comma + 1)..];
        byte[] bytes = head.EndsWith(Base64Mark, StringComparison.OrdinalIgnoreCase) && Base64.IsValid(data)
            ? Convert.FromBase64String(data)
            : Encoding.UTF8.GetBytes(data);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}{head}, {bytes.Length} bytes, sha256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}");
    }
}

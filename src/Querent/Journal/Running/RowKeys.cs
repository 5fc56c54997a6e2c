using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Querent;

/// <summary>
/// Tells the rows of one source apart: remembers each key by 16 bytes of its hash, some 30 MB for a million rows. Not safe for use by several
/// threads at once.
/// </summary>
internal sealed class RowKeys
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly Dictionary<UInt128, int> _counts = [];

    /// <summary>How often a key has come, this time included.</summary>
    public int Count(string key)
    {
        UInt128 hash = Hash(key);
        if (_seen.Add(hash))
        {
            return 1;
        }

        ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, hash, out bool isKnown);
        return count = isKnown ? count + 1 : 2;
    }

    private static UInt128 Hash(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}

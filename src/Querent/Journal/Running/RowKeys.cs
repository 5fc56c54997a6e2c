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
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return Count(hash);
    }

    /// <summary>How often a key has come of which this is a hash, this time included.</summary>
    /// <param name="hash">Of which the first 16 bytes count.</param>
    public int Count(ReadOnlySpan<byte> hash)
    {
        UInt128 key = MemoryMarshal.Read<UInt128>(hash);
        if (_seen.Add(key))
        {
            return 1;
        }

        ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out bool isKnown);
        return count = isKnown ? count + 1 : 2;
    }
}

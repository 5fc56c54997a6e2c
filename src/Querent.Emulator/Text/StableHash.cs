using System.Buffers.Binary;

namespace Querent.Emulator;

/// <summary>
/// A 64-bit hash that is the same in every process, on every machine, so that answers and faults repeat. Not for secrets.
/// </summary>
internal static class StableHash
{
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Prime ^ (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        ulong tail = 0;
        foreach (byte b in bytes)
        {
            tail = (tail << 8) | b;
        }

        return Mix(Step(hash, tail));
    }

    public static ulong Combine(ulong first, ulong second) => Mix(Step(first, second));

    /// <summary>A hash as a number from 0 up to, not including, 1.</summary>
    public static double ToUnit(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    /// <summary>The finalizer of SplitMix64: each bit of the input changes half of the output.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    private static ulong Step(ulong hash, ulong word)
    {
        hash = (hash ^ word) * Prime;
        return hash ^ (hash >> 32);
    }
}

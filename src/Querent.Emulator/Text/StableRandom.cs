namespace Querent.Emulator;

/// <summary>SplitMix64: a seeded sequence that is the same on every machine, which <see cref="Random"/> does not promise.</summary>
internal struct StableRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextBits()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        return StableHash.Mix(_state);
    }

    /// <summary>From 0 up to, not including, 1.</summary>
    public double NextUnit() => StableHash.ToUnit(NextBits());

    /// <summary>From 0 up to, not including, <paramref name="count"/>.</summary>
    public int Next(int count) => (int)Math.BigMul(NextBits(), (ulong)count, out _);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public long Next(long least, long most)
    {
        ulong span = unchecked((ulong)most - (ulong)least);
        return span == ulong.MaxValue
            ? unchecked((long)NextBits())
            : unchecked(least + (long)Math.BigMul(NextBits(), span + 1, out _));
    }
}

namespace Querent.Generators.Binding;

/// <summary>The least and the greatest value of each integer type, by its C# keyword.</summary>
internal static class IntegerBounds
{
    public static IReadOnlyDictionary<string, (decimal Least, decimal Greatest)> All { get; } = new Dictionary<string, (decimal Least, decimal Greatest)>(StringComparer.Ordinal)
    {
        ["sbyte"] = (sbyte.MinValue, sbyte.MaxValue),
        ["byte"] = (byte.MinValue, byte.MaxValue),
        ["short"] = (short.MinValue, short.MaxValue),
        ["ushort"] = (ushort.MinValue, ushort.MaxValue),
        ["int"] = (int.MinValue, int.MaxValue),
        ["uint"] = (uint.MinValue, uint.MaxValue),
        ["long"] = (long.MinValue, long.MaxValue),
        ["ulong"] = (ulong.MinValue, ulong.MaxValue),
    };
}

using Querent.Generators.Model;

namespace Querent.Generators.Binding.Data;

/// <summary>Which dictionaries can be made of data.</summary>
internal static class MapForm
{
    private static readonly string[] Made =
    [
        "global::System.Collections.Generic.IReadOnlyDictionary<string, ",
        "global::System.Collections.Generic.IDictionary<string, ",
        "global::System.Collections.Generic.Dictionary<string, ",
    ];

    /// <summary>Whether it is a <c>Dictionary&lt;string, T&gt;</c>, or an interface that one implements.</summary>
    public static bool CanBeMade(TypeShape map) => Made.Any(start => map.FullName.StartsWith(start, StringComparison.Ordinal));
}

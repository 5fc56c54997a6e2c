using System.Collections.Frozen;

namespace Querent.Architecture.Tests;

/// <summary>
/// The layers of the run time, each a folder of <c>src/Querent</c>, and what each may refer to. A call goes straight
/// down, its answer straight up.
/// </summary>
internal static class LayerRules
{
    private static readonly FrozenDictionary<string, string[]> MayReferTo = new Dictionary<string, string[]>
    {
        ["Rows"] = ["Queries", "Journal", "Resilience", "Telemetry", "Transport", "Generated"],
        ["Queries"] = ["Journal", "Resilience", "Telemetry", "Transport", "Generated"],
        ["Journal"] = ["Telemetry", "Transport", "Generated"],
        ["Resilience"] = ["Telemetry", "Transport", "Generated"],
        ["Telemetry"] = ["Transport", "Generated"],
        ["Transport"] = [],
        ["Generated"] = ["Transport"],
        ["Matrices"] = [],
        ["Annotations"] = [],
    }.ToFrozenDictionary();

    /// <summary>Each reference from a layer to one that it must know nothing of, with its place.</summary>
    public static IEnumerable<string> Violations(BoundSource source)
    {
        foreach (var tree in source.Compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            string layer = LayerOf(tree.FilePath);
            if (!MayReferTo.TryGetValue(layer, out string[]? allowed))
            {
                yield return $"{tree.FilePath}:1: is in no layer. Move it, or give its folder a line in {nameof(LayerRules)}.";
                continue;
            }

            foreach (Reference reference in Reference.In(tree, source.Compilation.GetSemanticModel(tree)))
            {
                string? other = reference.Type.DeclaringSyntaxReferences is [var declaration, ..] ? LayerOf(declaration.SyntaxTree.FilePath) : null;
                if (other is not null && other != layer && !allowed.Contains(other))
                {
                    yield return $"{reference.Place}: {layer} must know nothing of {other}, and refers to {reference.Type.Name}.";
                }
            }
        }
    }

    private static string LayerOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "";
}

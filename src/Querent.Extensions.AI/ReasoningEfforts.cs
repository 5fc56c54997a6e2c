using System.Collections.Frozen;
using Microsoft.Extensions.AI;

namespace Querent;

/// <summary>The reasoning efforts that a client's type has, by the providers' spelling.</summary>
internal static class ReasoningEfforts
{
    private static readonly FrozenDictionary<string, ReasoningEffort> Known = new Dictionary<string, ReasoningEffort>
    {
        ["none"] = ReasoningEffort.None,
        ["low"] = ReasoningEffort.Low,
        ["medium"] = ReasoningEffort.Medium,
        ["high"] = ReasoningEffort.High,
        ["xhigh"] = ReasoningEffort.ExtraHigh,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a client can be asked for an effort.</summary>
    public static bool Has(string effort) => Known.ContainsKey(effort);

    /// <exception cref="ArgumentException">A client's type has no such effort.</exception>
    public static ReasoningEffort Get(string effort)
        => Known.TryGetValue(effort, out ReasoningEffort known) ? known : throw new ArgumentException(Obstacle, nameof(effort));

    /// <summary>What is said of another effort.</summary>
    public static string Obstacle => "A chat client takes no such reasoning effort, only none, low, medium, high and xhigh. Leave ReasoningEffort out of the query and of its row, and let a decorator of the client set it.";
}

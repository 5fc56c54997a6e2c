namespace Querent;

/// <summary>What may be wrong with an executor's work.</summary>
public enum HealthRule
{
    /// <summary>Too many of the rows that finished failed: the part of them.</summary>
    ErrorRate,

    /// <summary>The 95th percentile of the attempts' latency is too far above the median: how many times the median it is.</summary>
    LatencyP95,

    /// <summary>The 99th percentile of the attempts' latency is too far above the median: how many times the median it is.</summary>
    LatencyP99,

    /// <summary>The throughput fell suddenly: by which part of itself.</summary>
    Throughput,

    /// <summary>The process's memory grows: by how many bytes an hour.</summary>
    MemoryGrowth,
}

/// <summary>That a rule is broken.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Value">What was measured, in the rule's unit.</param>
/// <param name="Threshold">What it may be at most.</param>
/// <param name="Since">When the rule was found broken first, by the executor's clock.</param>
public sealed record HealthAlert(HealthRule Rule, double Value, double Threshold, DateTimeOffset Since);

/// <summary>That a rule was found broken, or whole again.</summary>
/// <param name="alert">What was found; of a rule that is whole again, with the value that says so.</param>
/// <param name="isCleared">Whether the rule is whole again.</param>
public sealed class HealthChangedEventArgs(HealthAlert alert, bool isCleared) : EventArgs
{
    /// <summary>What was found; of a rule that is whole again, with the value that says so.</summary>
    public HealthAlert Alert { get; } = alert;

    /// <summary>Whether the rule is whole again.</summary>
    public bool IsCleared { get; } = isCleared;
}

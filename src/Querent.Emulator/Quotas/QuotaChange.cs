namespace Querent.Emulator;

/// <summary>A change of a quota while it is in force. What it does not name stays as it is.</summary>
/// <param name="At">When, counted from the moment at which the quota came into force.</param>
public sealed record QuotaChange(TimeSpan At)
{
    /// <summary>Multiplies the requests and the tokens a minute that the quota was made with; more than 0. 1 undoes an earlier factor.</summary>
    public double? Factor { get; init; }

    /// <summary>Requests a minute from now on; not beside <see cref="Factor"/>.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute from now on; not beside <see cref="Factor"/>.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>A temporary cut begins or, with a number that is not below the tokens a minute, ends.</summary>
    public long? ReducedTokensPerMinute { get; init; }

    /// <summary>The share that other clients take from now on; from 0 to below 1.</summary>
    public double? TakenByOthers { get; init; }

    /// <summary>How many requests are served side by side from now on; needs <see cref="EmulatorQuota.Capacity"/>.</summary>
    public int? Concurrency { get; init; }
}

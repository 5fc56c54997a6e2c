namespace Querent;

/// <summary>
/// What a request asks of the model beside its prompt. On a row it holds for each of its queries; on a query it takes the
/// place of the row's. What is left out is left to the executor's transport. Values out of range are build errors.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public abstract class RequestAttribute : Attribute
{
    private protected RequestAttribute()
    {
    }

    /// <summary>
    /// The most tokens that the model may spend on one answer, reasoning included; from 1 up. Left out, the limit is up to
    /// the model. An answer cut off by the limit fails the row as <see cref="QueryErrorKind.Truncated"/>.
    /// </summary>
    public int MaxOutputTokens { get; init; }

    /// <summary>The sampling temperature, from 0 to 2. Reasoning models refuse one.</summary>
    public double Temperature { get; init; }

    /// <summary>The share of probability that tokens are sampled from, above 0 and up to 1.</summary>
    public double TopP { get; init; }

    /// <summary>A number that makes the provider sample alike for alike requests, as far as it does.</summary>
    public long Seed { get; init; }

    /// <summary>Up to four texts at which the model stops; each from one character up. An empty list on a query takes back the row's.</summary>
    public string[] Stop { get; init; } = [];

    /// <summary>
    /// How much a reasoning model reasons, as its provider spells it: <c>low</c>, <c>medium</c>, <c>high</c>. Null on a query
    /// takes back the row's.
    /// </summary>
    public string? ReasoningEffort { get; init; }
}

using System.Collections.Immutable;

namespace Querent;

/// <summary>What a request asks of the model beside its prompt; what is null is left to the transport.</summary>
public sealed record CompletionOptions
{
    /// <summary>Nothing is asked beside the prompt.</summary>
    public static CompletionOptions None { get; } = new();

    /// <summary>The sampling temperature, from 0 to 2.</summary>
    public double? Temperature { get; init; }

    /// <summary>The share of probability that tokens are sampled from, above 0 and up to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>A number that makes the provider sample alike for alike requests, as far as it does.</summary>
    public long? Seed { get; init; }

    /// <summary>Up to four texts at which the model stops.</summary>
    public ImmutableArray<string> Stop { get; init; } = [];

    /// <summary>How much a reasoning model reasons, as its provider spells it.</summary>
    public string? ReasoningEffort { get; init; }

    /// <inheritdoc/>
    public bool Equals(CompletionOptions? other)
        => ReferenceEquals(this, other) || (other is not null
            && Temperature == other.Temperature
            && TopP == other.TopP
            && Seed == other.Seed
            && ReasoningEffort == other.ReasoningEffort
            && Stop.AsSpan().SequenceEqual(other.Stop.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Temperature, TopP, Seed, ReasoningEffort, Stop.IsDefault ? 0 : Stop.Length);
}

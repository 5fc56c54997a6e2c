namespace Querent;

/// <summary>How <see cref="AzureOpenAITransport"/> asks its deployment.</summary>
public sealed record AzureOpenAITransportOptions
{
    /// <summary>
    /// What the model takes and refuses; null, the default, goes by the deployment's name (<see cref="ModelProfile.For"/>).
    /// Set it where that does not say its model.
    /// </summary>
    public ModelProfile? Profile { get; init; }

    /// <summary>
    /// The sampling temperature, from 0 to 2. Null, the default, is the profile's: 0, for answers that repeat, or nothing for
    /// a model that takes none. A query's or row's own goes before it.
    /// </summary>
    public double? Temperature { get; init; }

    /// <summary>
    /// How much a reasoning model reasons, as its provider spells it (<c>low</c>); null, the default, leaves it to the model. A
    /// query's or row's own goes before it.
    /// </summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>The longest reply that is read, in bytes; 16 MiB by default. A longer one fails its query.</summary>
    public int MaxReplyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The clock that a <c>Retry-After</c> date is compared with when the reply has no date of its own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReplyBytes, 1);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}

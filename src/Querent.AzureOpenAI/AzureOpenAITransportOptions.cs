namespace Querent;

/// <summary>How <see cref="AzureOpenAITransport"/> asks its deployment.</summary>
public sealed record AzureOpenAITransportOptions
{
    /// <summary>
    /// The sampling temperature, from 0 to 2; 0 by default, for answers that repeat. Null leaves it out, which reasoning
    /// models require.
    /// </summary>
    public double? Temperature { get; init; } = 0;

    /// <summary>The longest reply that is read, in bytes; 16 MiB by default. A longer one fails its query.</summary>
    public int MaxReplyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The clock that a <c>Retry-After</c> date is compared with when the reply has no date of its own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        SamplingTemperature.Validate(Temperature, nameof(Temperature));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReplyBytes, 1);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}

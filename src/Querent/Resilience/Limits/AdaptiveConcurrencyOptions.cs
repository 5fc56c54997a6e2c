namespace Querent;

/// <summary>How the number of attempts in flight is fitted to what the deployment takes.</summary>
public sealed record AdaptiveConcurrencyOptions
{
    /// <summary>
    /// How many attempts may be in flight at first; from 1 up, 16 by default. While nothing is refused their number doubles with
    /// each round of replies, up to <see cref="ResilienceOptions.MaxConcurrency"/>.
    /// </summary>
    public int InitialConcurrency { get; init; } = 16;

    internal void Validate() => ArgumentOutOfRangeException.ThrowIfLessThan(InitialConcurrency, 1);
}

namespace Querent;

/// <summary>How the number of attempts in flight is fitted to what the deployment takes.</summary>
public sealed record AdaptiveConcurrencyOptions
{
    internal const int DefaultInitialConcurrency = 16;

    private readonly int? _initialConcurrency;

    /// <summary>
    /// How many attempts may be in flight at first; from 1 up to <see cref="ResilienceOptions.MaxConcurrency"/>. Where it is not set, 16,
    /// or <see cref="ResilienceOptions.MaxConcurrency"/> where that is less. While nothing is refused their number doubles with each
    /// round of replies, up to <see cref="ResilienceOptions.MaxConcurrency"/>.
    /// </summary>
    public int InitialConcurrency
    {
        get => _initialConcurrency ?? DefaultInitialConcurrency;
        init => _initialConcurrency = value;
    }

    internal int FirstLimit(int maxConcurrency) => _initialConcurrency ?? Math.Min(DefaultInitialConcurrency, maxConcurrency);

    internal void Validate(int maxConcurrency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(InitialConcurrency, 1);
        NotAbove(_initialConcurrency, maxConcurrency, nameof(InitialConcurrency));
    }

    private static void NotAbove(int? value, int most, string name)
    {
        if (value > most)
        {
            throw new ArgumentOutOfRangeException(
                name,
                value,
                $"{name} is more than {nameof(ResilienceOptions.MaxConcurrency)}, {most}, beyond which no attempt is ever in flight. Lower the one or raise the other.");
        }
    }
}

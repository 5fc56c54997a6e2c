namespace Querent;

/// <summary>Which answers are taken from a store and kept in it.</summary>
public sealed record AnswerStoreOptions
{
    // What is older was not made by a clock that is right, and the time before must be one.
    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(3650);

    /// <summary>Uses a store.</summary>
    /// <param name="store">The store, which stays the caller's to dispose of, after the executor.</param>
    public AnswerStoreOptions(IAnswerStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Store = store;
    }

    /// <summary>The store.</summary>
    public IAnswerStore Store { get; }

    /// <summary>
    /// How old an answer may be, by the executor's clock; longer than nothing and up to 3,650 days. Null, the default, takes whatever the
    /// store still has.
    /// </summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// Whether answers that are sampled are taken and kept too. False by default: only those at temperature 0 are, since a second one
    /// would be the same (<see cref="ICompletionTransport.IsSampled"/>). Where it is true, a row that is asked again has the answer
    /// of before and no second opinion.
    /// </summary>
    public bool IncludeSampled { get; init; }

    /// <summary>
    /// How long a query waits for the store, to find an answer and once more to keep one; one second by default, up to a minute. Then it
    /// goes on as if there were no store.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    internal void Validate()
    {
        if (MaxAge <= TimeSpan.Zero || MaxAge > LongestAge)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxAge), MaxAge, $"{nameof(MaxAge)} must be longer than nothing and at most {LongestAge.Days} days; null takes answers of any age.");
        }

        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentOutOfRangeException(nameof(Timeout), Timeout, $"{nameof(Timeout)} must be longer than nothing and at most a minute.");
        }
    }
}

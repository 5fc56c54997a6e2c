namespace Querent;

/// <summary>How answers lie in a cache.</summary>
public sealed record AnswerCacheOptions
{
    private const int LongestPrefix = 200;

    /// <summary>
    /// What the keys of the entries begin with, up to 200 characters; <c>querent:answer:</c> by default. The fingerprint of what was asked
    /// follows, in lower-case hexadecimal.
    /// </summary>
    public string KeyPrefix { get; init; } = "querent:answer:";

    /// <summary>
    /// How long the cache holds an entry, by its own clock; longer than nothing. Null, the default, holds it for the
    /// <see cref="AnswerStoreOptions.MaxAge"/> of the executor that keeps it; where that is null too, for as long as the cache holds entries
    /// of which nothing is said.
    /// </summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>
    /// Protects entries, so that who can read the cache cannot read the answers, and who can write it cannot put in others; null, the
    /// default, stores them as they are. An entry that was protected in another way, or not, counts as not there.
    /// </summary>
    public JournalProtection? Protection { get; init; }

    internal AnswerCacheOptions Validated()
    {
        ArgumentNullException.ThrowIfNull(KeyPrefix);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(KeyPrefix.Length, LongestPrefix, nameof(KeyPrefix));
        return Expiration is { } expiration && expiration <= TimeSpan.Zero
            ? throw new ArgumentOutOfRangeException(nameof(Expiration), expiration, $"{nameof(Expiration)} must be longer than nothing.")
            : this;
    }
}

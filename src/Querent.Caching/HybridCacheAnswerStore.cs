using Microsoft.Extensions.Caching.Hybrid;

namespace Querent;

/// <summary>
/// Keeps answers in a <see cref="HybridCache"/>: in memory, and behind that in the distributed cache that it was given, if any. What it
/// refuses as too large (by default above a megabyte) is not kept.
/// </summary>
public sealed class HybridCacheAnswerStore : IAnswerStore
{
    // Only looks: without it the cache would hold that there is no answer.
    private static readonly HybridCacheEntryOptions LookOnly = new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData };

    private readonly HybridCache _cache;
    private readonly AnswerCacheOptions _options;
    private readonly AnswerEntries _entries;

    /// <summary>Uses a cache, which stays the caller's.</summary>
    /// <param name="cache">The cache. Whoever can write what lies behind it can put answers in, unless they are protected.</param>
    /// <param name="options">How answers lie in it; the defaults when null. Without an expiration the cache's own default holds, five minutes as a rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public HybridCacheAnswerStore(HybridCache cache, AnswerCacheOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        _cache = cache;
        _options = (options ?? new AnswerCacheOptions()).Validated();
        _entries = new AnswerEntries(_options);
    }

    /// <inheritdoc/>
    public async ValueTask<StoredAnswer?> FindAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? answeredSince, CancellationToken cancellationToken)
    {
        byte[]? entry = await _cache.GetOrCreateAsync(
            _entries.KeyOf(fingerprint.Span),
            static _ => ValueTask.FromResult<byte[]?>(null),
            LookOnly,
            tags: null,
            cancellationToken).ConfigureAwait(false);
        return _entries.Read(fingerprint.Span, answeredSince, entry);
    }

    /// <inheritdoc/>
    public ValueTask KeepAsync(ReadOnlyMemory<byte> fingerprint, StoredAnswer answer, TimeSpan? maxAge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        TimeSpan? expiration = _options.Expiration ?? maxAge;
        return _cache.SetAsync(
            _entries.KeyOf(fingerprint.Span),
            _entries.Write(fingerprint.Span, answer),
            expiration is null ? null : new HybridCacheEntryOptions { Expiration = expiration, LocalCacheExpiration = expiration },
            tags: null,
            cancellationToken);
    }
}

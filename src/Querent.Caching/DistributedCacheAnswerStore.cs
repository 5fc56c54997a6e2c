using Microsoft.Extensions.Caching.Distributed;

namespace Querent;

/// <summary>Keeps answers in an <see cref="IDistributedCache"/>: Redis, SQL Server, memory, whatever the application has.</summary>
public sealed class DistributedCacheAnswerStore : IAnswerStore
{
    private readonly IDistributedCache _cache;
    private readonly AnswerCacheOptions _options;
    private readonly AnswerEntries _entries;

    /// <summary>Uses a cache, which stays the caller's.</summary>
    /// <param name="cache">The cache. Whoever can write it can put answers in, unless they are protected.</param>
    /// <param name="options">How answers lie in it; the defaults when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public DistributedCacheAnswerStore(IDistributedCache cache, AnswerCacheOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        _cache = cache;
        _options = (options ?? new AnswerCacheOptions()).Validated();
        _entries = new AnswerEntries(_options);
    }

    /// <inheritdoc/>
    public async ValueTask<StoredAnswer?> FindAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? answeredSince, CancellationToken cancellationToken)
    {
        byte[]? entry = await _cache.GetAsync(_entries.KeyOf(fingerprint.Span), cancellationToken).ConfigureAwait(false);
        return _entries.Read(fingerprint.Span, answeredSince, entry);
    }

    /// <inheritdoc/>
    public async ValueTask KeepAsync(ReadOnlyMemory<byte> fingerprint, StoredAnswer answer, TimeSpan? maxAge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var entry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = _options.Expiration ?? maxAge };
        await _cache.SetAsync(_entries.KeyOf(fingerprint.Span), _entries.Write(fingerprint.Span, answer), entry, cancellationToken).ConfigureAwait(false);
    }
}

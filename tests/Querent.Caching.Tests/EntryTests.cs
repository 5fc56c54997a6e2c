using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Hybrid;

namespace Querent.Caching.Tests;

public sealed class EntryTests
{
    private static readonly byte[] Fingerprint = SHA256.HashData("what was asked"u8);

    private readonly TestCache _cache = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CacheKind.Distributed, "gpt-4o")]
    [InlineData(CacheKind.Distributed, null)]
    [InlineData(CacheKind.Hybrid, "ein Modell für Über­mut")]
    public async Task An_answer_comes_back_as_it_was_kept(CacheKind kind, string? model)
    {
        var answer = new StoredAnswer(Encoding.UTF8.GetBytes("""{"value":"ça va"}"""), new DateTimeOffset(2026, 11, 30, 12, 0, 0, 123, TimeSpan.Zero)) { Model = model };
        await Stores.Of(kind, _cache).KeepAsync(Fingerprint, answer, null, Token);

        StoredAnswer? found = await Stores.Of(kind, _cache).FindAsync(Fingerprint, null, Token);

        Assert.NotNull(found);
        Assert.Equal((answer.AnsweredAt, model), (found.AnsweredAt, found.Model));
        Assert.Equal(answer.Content.ToArray(), found.Content.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_that_was_changed_cut_or_grown_anywhere_counts_as_not_there(bool isProtected)
    {
        DistributedCacheAnswerStore store = Store(isProtected);
        string key = await KeepAsync(store);
        byte[] whole = _cache.Entries[key];
        Assert.NotNull(await store.FindAsync(Fingerprint, null, Token));

        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            _cache.Entries[key] = changed;
            Assert.Null(await store.FindAsync(Fingerprint, null, Token));
            _cache.Entries[key] = whole[..at];
            Assert.Null(await store.FindAsync(Fingerprint, null, Token));
        }

        _cache.Entries[key] = [.. whole, 0];
        Assert.Null(await store.FindAsync(Fingerprint, null, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_that_was_moved_to_another_key_answers_nothing_there(bool isProtected)
    {
        DistributedCacheAnswerStore store = Store(isProtected);
        string key = await KeepAsync(store);
        byte[] other = SHA256.HashData("something else"u8);
        _cache.Entries[key[..^64] + Convert.ToHexStringLower(other)] = _cache.Entries[key];

        Assert.Null(await store.FindAsync(other, null, Token));
    }

    [Theory]
    [InlineData(CacheKind.Distributed)]
    [InlineData(CacheKind.Hybrid)]
    public async Task Answers_of_before_the_time_that_is_asked_for_do_not_count(CacheKind kind)
    {
        IAnswerStore store = Stores.Of(kind, _cache);
        await KeepAsync(store);

        Assert.NotNull(await store.FindAsync(Fingerprint, DateTimeOffset.UnixEpoch, Token));
        Assert.Null(await store.FindAsync(Fingerprint, DateTimeOffset.UnixEpoch.AddMilliseconds(1), Token));
    }

    [Fact]
    public async Task A_hybrid_cache_remembers_answers_and_not_that_there_was_none()
    {
        HybridCache cache = Stores.HybridOver(_cache);
        var store = new HybridCacheAnswerStore(cache);
        Assert.Null(await store.FindAsync(Fingerprint, null, Token));
        Assert.Empty(_cache.Entries);

        await KeepAsync(store);
        Assert.NotNull(await store.FindAsync(Fingerprint, null, Token));
        _cache.Entries.Clear();

        Assert.NotNull(await store.FindAsync(Fingerprint, null, Token));
        Assert.Null(await Stores.Of(CacheKind.Hybrid, _cache).FindAsync(Fingerprint, null, Token));
    }

    private DistributedCacheAnswerStore Store(bool isProtected)
        => new(_cache, new() { Protection = isProtected ? JournalProtection.Aes(RandomNumberGenerator.GetBytes(32)) : null });

    private async Task<string> KeepAsync(IAnswerStore store)
    {
        await store.KeepAsync(Fingerprint, new StoredAnswer("""{"value":"yes"}"""u8.ToArray(), DateTimeOffset.UnixEpoch) { Model = "m" }, null, Token);
        return Assert.Single(_cache.Entries).Key;
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Time.Testing;
using Querent.Discretion;

namespace Querent.Caching.Tests;

public sealed class CacheTests
{
    private readonly TestCache _cache = new();

    [Theory]
    [InlineData(CacheKind.Distributed)]
    [InlineData(CacheKind.Hybrid)]
    public async Task What_one_process_has_asked_another_finds(CacheKind kind)
    {
        await using World world = await World.CreateAsync();
        RowOutcome<Note> first = await world.AskAsync(Stores.Of(kind, _cache));

        RowOutcome<Note> second = await world.AskAsync(Stores.Of(kind, _cache));

        Assert.Equal((false, true), (first.Queries[0].IsStored, second.Queries[0].IsStored));
        Assert.Equal(first.Queries[0].Model, second.Queries[0].Model);
        Assert.NotNull(second.Queries[0].Model);
        Assert.Equal(1, world.Attempts);
    }

    [Theory]
    [InlineData(CacheKind.Distributed)]
    [InlineData(CacheKind.Hybrid)]
    public async Task Of_1000_rows_with_7_prompts_64_at_a_time_each_prompt_is_asked_once(CacheKind kind)
    {
        await using World world = await World.CreateAsync();

        await world.RunAsync(new(Stores.Of(kind, _cache)), Enumerable.Range(0, 1000).Select(row => $"text {row % 7}"), concurrency: 64);
        Assert.Equal(7, world.Attempts);

        List<RowOutcome<Note>> again = await world.RunAsync(new(Stores.Of(kind, _cache)), Enumerable.Range(0, 1000).Select(row => $"text {row % 8}"), concurrency: 64);
        Assert.Equal(8, world.Attempts);
        Assert.Equal(875, again.Count(outcome => outcome.Queries[0].IsStored && outcome.Input.Text != "text 7"));
    }

    [Theory]
    [InlineData(CacheKind.Distributed)]
    [InlineData(CacheKind.Hybrid)]
    public async Task An_answer_that_is_too_old_by_the_executors_clock_is_asked_anew_though_the_cache_has_it(CacheKind kind)
    {
        await using World world = await World.CreateAsync();
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        IAnswerStore store = Stores.Of(kind, _cache, new() { Expiration = TimeSpan.FromDays(9) });
        await world.AskAsync(store, clock: clock, maxAge: TimeSpan.FromHours(1));

        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True((await world.AskAsync(store, clock: clock, maxAge: TimeSpan.FromHours(1))).Queries[0].IsStored);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False((await world.AskAsync(store, clock: clock, maxAge: TimeSpan.FromHours(1))).Queries[0].IsStored);

        Assert.True((await world.AskAsync(store, clock: clock)).Queries[0].IsStored);
        Assert.Equal(2, world.Attempts);
    }

    [Theory]
    [InlineData(CacheKind.Distributed, null, null, null)]
    [InlineData(CacheKind.Distributed, null, 3, 3)]
    [InlineData(CacheKind.Distributed, 5, 3, 5)]
    [InlineData(CacheKind.Hybrid, null, 3, 3)]
    [InlineData(CacheKind.Hybrid, 5, null, 5)]
    public async Task An_entry_lives_as_long_as_the_options_say_or_else_as_it_may_be_used(CacheKind kind, int? expiration, int? maxAge, int? lives)
    {
        IAnswerStore store = Stores.Of(kind, _cache, new() { Expiration = expiration is { } hours ? TimeSpan.FromHours(hours) : null });

        await store.KeepAsync(new byte[32], Stored("{}"), maxAge is { } most ? TimeSpan.FromHours(most) : null, TestContext.Current.CancellationToken);

        DistributedCacheEntryOptions entry = Assert.Single(_cache.Options);
        Assert.Equal(lives is { } time ? TimeSpan.FromHours(time) : null, entry.AbsoluteExpirationRelativeToNow);
        Assert.Null(entry.SlidingExpiration);
    }

    [Theory]
    [InlineData(CacheKind.Distributed)]
    [InlineData(CacheKind.Hybrid)]
    public async Task A_cache_that_is_down_costs_no_row(CacheKind kind)
    {
        await using World world = await World.CreateAsync();
        _cache.IsDown = true;

        RowOutcome<Note> outcome = await world.AskAsync(Stores.Of(kind, _cache));

        Assert.False(outcome.Queries[0].IsStored);
        Assert.Equal(1, world.Attempts);
    }

    [Theory]
    [InlineData(CacheKind.Distributed)]
    [InlineData(CacheKind.Hybrid)]
    public async Task A_protected_answer_is_unreadable_in_the_cache_and_a_miss_for_who_has_another_key_or_none(CacheKind kind)
    {
        await using World world = await World.CreateAsync();
        AnswerCacheOptions right = Protected(), wrong = Protected();
        await world.AskAsync(Stores.Of(kind, _cache, right));
        Assert.All(Assert.Single(_cache.Entries).Value.Windows(Canaries.Answer.Length), window => Assert.NotEqual(Canaries.Answer, window));

        Assert.True((await world.AskAsync(Stores.Of(kind, _cache, right))).Queries[0].IsStored);
        Assert.False((await world.AskAsync(Stores.Of(kind, _cache, wrong))).Queries[0].IsStored);
        Assert.False((await world.AskAsync(Stores.Of(kind, _cache, right))).Queries[0].IsStored);   // the other took its place
        Assert.False((await world.AskAsync(Stores.Of(kind, _cache))).Queries[0].IsStored);
        Assert.False((await world.AskAsync(Stores.Of(kind, _cache, right))).Queries[0].IsStored);   // what anybody could have written does not count
        Assert.Equal(5, world.Attempts);
    }

    [Fact]
    public async Task Keys_begin_as_asked_and_hold_the_fingerprint_alone()
    {
        await using World world = await World.CreateAsync();

        await world.AskAsync(Stores.Of(CacheKind.Distributed, _cache, new() { KeyPrefix = "team/" }));
        await world.AskAsync(Stores.Of(CacheKind.Distributed, _cache));

        Assert.Equal(2, world.Attempts);
        Assert.Equal(["querent:answer:", "team/"], _cache.Entries.Keys.Select(key => key[..^64]).Order(StringComparer.Ordinal));
        Assert.Single(_cache.Entries.Keys.Select(key => key[^64..]).Distinct());
        Assert.All(_cache.Entries.Keys, key => Assert.Matches("^[0-9a-f]{64}$", key[^64..]));
    }

    [Fact]
    public void An_option_out_of_its_range_is_refused_by_name()
    {
        Assert.Equal("Expiration", Assert.Throws<ArgumentOutOfRangeException>(() => Stores.Of(CacheKind.Distributed, _cache, new() { Expiration = TimeSpan.Zero })).ParamName);
        Assert.Equal("KeyPrefix", Assert.Throws<ArgumentOutOfRangeException>(() => Stores.Of(CacheKind.Hybrid, _cache, new() { KeyPrefix = new string('x', 201) })).ParamName);
    }

    private static AnswerCacheOptions Protected() => new() { Protection = JournalProtection.Aes(RandomNumberGenerator.GetBytes(32)) };

    private static StoredAnswer Stored(string content) => new(Encoding.UTF8.GetBytes(content), DateTimeOffset.UnixEpoch);
}

/// <summary>Looks through bytes.</summary>
internal static class Bytes
{
    /// <summary>Each run of so many bytes, as text.</summary>
    public static IEnumerable<string> Windows(this byte[] bytes, int length)
        => Enumerable.Range(0, Math.Max(0, bytes.Length - length + 1)).Select(start => Encoding.Latin1.GetString(bytes, start, length));
}

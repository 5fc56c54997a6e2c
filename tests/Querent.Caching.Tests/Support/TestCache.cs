using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace Querent.Caching.Tests;

/// <summary>A distributed cache that shows what it holds, and fails when it is told to.</summary>
internal sealed class TestCache : IDistributedCache
{
    public ConcurrentDictionary<string, byte[]> Entries { get; } = new();

    public ConcurrentQueue<DistributedCacheEntryOptions> Options { get; } = new();

    public bool IsDown { get; set; }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

    public byte[]? Get(string key) => IsDown ? throw new InvalidOperationException("The cache is down.") : Entries.GetValueOrDefault(key);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        if (IsDown)
        {
            throw new InvalidOperationException("The cache is down.");
        }

        Options.Enqueue(options);
        Entries[key] = value;
    }

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => Entries.TryRemove(key, out _);

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }
}

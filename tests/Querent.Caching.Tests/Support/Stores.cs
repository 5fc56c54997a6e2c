using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Querent.Caching.Tests;

/// <summary>The two stores over one distributed cache.</summary>
public enum CacheKind
{
    Distributed,
    Hybrid,
}

internal static class Stores
{
    /// <summary>A store as a process of its own would make it: nothing is shared with another but the distributed cache.</summary>
    public static IAnswerStore Of(CacheKind kind, IDistributedCache cache, AnswerCacheOptions? options = null) => kind == CacheKind.Distributed
        ? new DistributedCacheAnswerStore(cache, options)
        : new HybridCacheAnswerStore(HybridOver(cache), options);

    public static HybridCache HybridOver(IDistributedCache cache)
    {
        var services = new ServiceCollection();
        services.AddSingleton(cache);
        services.AddHybridCache();
        return services.BuildServiceProvider().GetRequiredService<HybridCache>();
    }
}

using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>Remembers of a connection that nothing may come over it any more.</summary>
internal static class DeadConnection
{
    private static readonly object Key = new();

    public static void Mark(HttpContext context)
    {
        if (Items(context) is { } items)
        {
            lock (items)
            {
                items[Key] = true;
            }
        }
    }

    public static bool IsOne(HttpContext context)
    {
        if (Items(context) is not { } items)
        {
            return false;
        }

        lock (items)
        {
            return items.ContainsKey(Key);
        }
    }

    private static IDictionary<object, object?>? Items(HttpContext context) => context.Features.Get<IConnectionItemsFeature>()?.Items;
}

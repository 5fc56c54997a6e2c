namespace Querent.Generators.Validation;

/// <summary>Finds things that have one name.</summary>
internal static class Pairs
{
    /// <summary>The first two of one name; null where each has its own.</summary>
    public static (T First, T Second)? First<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var seen = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            if (seen.TryGetValue(name(item), out T? first))
            {
                return (first, item);
            }

            seen.Add(name(item), item);
        }

        return null;
    }
}

using System.Collections.Immutable;
using System.ComponentModel;

namespace Querent;

/// <summary>Looks into the lists and dictionaries of prompts. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PromptValues
{
    /// <summary>An item of a list; null where the list has none at that index.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="list">The list.</param>
    /// <param name="index">The index from 0, or from −1 downward to count from the end.</param>
    public static T? Item<T>(IEnumerable<T> list, long index)
        where T : class?
        => TryGet(list, index, out T? item) ? item : null;

    /// <inheritdoc cref="Item{T}(IEnumerable{T}, long)"/>
    public static T? ItemValue<T>(IEnumerable<T> list, long index)
        where T : struct
        => TryGet(list, index, out T item) ? item : null;

    /// <inheritdoc cref="Item{T}(IEnumerable{T}, long)"/>
    public static T? ItemValue<T>(IEnumerable<T?> list, long index)
        where T : struct
        => TryGet(list, index, out T? item) ? item : null;

    /// <summary>The value of a key; null where the dictionary has none.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="map">The dictionary.</param>
    /// <param name="key">The key.</param>
    public static T? Entry<T>(IEnumerable<KeyValuePair<string, T>> map, string key)
        where T : class?
        => TryGet(map, key, out T? value) ? value : null;

    /// <inheritdoc cref="Entry{T}(IEnumerable{KeyValuePair{string, T}}, string)"/>
    public static T? EntryValue<T>(IEnumerable<KeyValuePair<string, T>> map, string key)
        where T : struct
        => TryGet(map, key, out T value) ? value : null;

    /// <inheritdoc cref="Entry{T}(IEnumerable{KeyValuePair{string, T}}, string)"/>
    public static T? EntryValue<T>(IEnumerable<KeyValuePair<string, T?>> map, string key)
        where T : struct
        => TryGet(map, key, out T? value) ? value : null;

    /// <summary>Whether a dictionary has a key.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="map">The dictionary.</param>
    /// <param name="key">The key.</param>
    public static bool HasKey<T>(IEnumerable<KeyValuePair<string, T>> map, string key) => TryGet(map, key, out _);

    /// <summary>An array, empty where it was never set.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="array">The array.</param>
    public static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> array) => array.IsDefault ? [] : array;

    /// <summary>The items of a list as one text.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="list">The list.</param>
    /// <param name="separator">What stands between two of them.</param>
    /// <param name="text">Gives an item's text.</param>
    public static string Join<T>(IEnumerable<T> list, string separator, Func<T, string> text)
        => string.Join(separator, list.Select(text));

    private static bool TryGet<T>(IEnumerable<T> list, long index, out T? item)
    {
        ArgumentNullException.ThrowIfNull(list);
        long place = index < 0 ? list.Count() + index : index;
        if (list.TryGetNonEnumeratedCount(out int count))
        {
            bool isThere = place >= 0 && place < count;
            item = isThere ? list.ElementAt((int)place) : default;
            return isThere;
        }

        foreach (T candidate in list)
        {
            if (place-- == 0)
            {
                item = candidate;
                return true;
            }
        }

        item = default;
        return false;
    }

    private static bool TryGet<T>(IEnumerable<KeyValuePair<string, T>> map, string key, out T? value)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(key);
        return map switch
        {
            IReadOnlyDictionary<string, T> readable => readable.TryGetValue(key, out value),
            IDictionary<string, T> writable => writable.TryGetValue(key, out value),
            _ => throw new ArgumentException($"A '{map.GetType()}' is no dictionary.", nameof(map)),
        };
    }
}

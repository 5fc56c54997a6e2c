using System.Collections.Immutable;
using System.Reflection;

namespace Querent.Answers.Suite.Values;

/// <summary>Makes the collections of answers.</summary>
internal static class Collections
{
    public static object Make(Type type, Type element, bool isNullable, object?[] items)
        => Call(nameof(Of), [Whole(element, isNullable)], type, items);

    public static object MakeMap(Type type, bool isNullable, (object Key, object? Value)[] items, Type element)
        => Call(nameof(MapOf), [items[0].Key.GetType(), Whole(element, isNullable)], type, items);

    private static object Call(string method, Type[] types, params object[] arguments)
        => typeof(Collections).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).Invoke(null, arguments)!;

    private static Type Whole(Type element, bool isNullable)
        => isNullable && element.IsValueType ? typeof(Nullable<>).MakeGenericType(element) : element;

    private static object Of<T>(Type type, object?[] items)
    {
        List<T> list = [.. items.Cast<T>()];
        if (type == typeof(T[]))
        {
            return list.ToArray();
        }

        if (type == typeof(ImmutableArray<T>))
        {
            return list.ToImmutableArray();
        }

        return type.IsAssignableFrom(typeof(List<T>)) ? list
            : type.IsAssignableFrom(typeof(HashSet<T>)) ? list.ToHashSet()
            : type.IsAssignableFrom(typeof(ImmutableList<T>)) ? list.ToImmutableList()
            : type.IsAssignableFrom(typeof(ImmutableHashSet<T>)) ? list.ToImmutableHashSet()
            : Filled((ICollection<T>)Activator.CreateInstance(type)!, list);
    }

    private static object MapOf<TKey, T>(Type type, (object Key, object? Value)[] items)
        where TKey : notnull
    {
        var map = items.ToDictionary(item => (TKey)item.Key, item => (T)item.Value!);
        return type.IsAssignableFrom(typeof(Dictionary<TKey, T>)) ? map
            : type.IsAssignableFrom(typeof(ImmutableDictionary<TKey, T>)) ? map.ToImmutableDictionary()
            : Filled((ICollection<KeyValuePair<TKey, T>>)Activator.CreateInstance(type)!, map);
    }

    private static ICollection<T> Filled<T>(ICollection<T> collection, IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            collection.Add(item);
        }

        return collection;
    }
}

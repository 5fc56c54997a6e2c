using System.Collections;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Values;

/// <summary>Compares two values of an answer's type, part by part.</summary>
internal static class ValueDifference
{
    /// <summary>Where two values differ first; null where they are equal.</summary>
    public static string? Of(Slot slot, object? expected, object? actual, string path = "$")
    {
        if (expected is null || actual is null)
        {
            return ReferenceEquals(expected, actual) ? null : $"{path}: one is null";
        }

        return slot.Shape switch
        {
            ObjectShape shape => OfParts(shape.Properties, property => Of(property.Slot, property.Get(expected), property.Get(actual), $"{path}.{property.Name}")),
            UnionShape shape => expected.GetType() == actual.GetType()
                ? Of(new Slot(shape.Cases.First(option => option.Shape.Type == expected.GetType()).Shape, IsNullable: false), expected, actual, path)
                : $"{path}: {expected.GetType()} and {actual.GetType()}",
            ListShape { IsSet: true } => ((IEnumerable)expected).Cast<object>().ToHashSet().SetEquals(((IEnumerable)actual).Cast<object>()) ? null : $"{path}: the sets differ",
            ListShape shape => OfItems(shape.Element, [.. ((IEnumerable)expected).Cast<object?>()], [.. ((IEnumerable)actual).Cast<object?>()], path),
            MapShape shape => OfMaps(shape, (IEnumerable)expected, (IEnumerable)actual, path),
            _ => AreEqual(expected, actual) ? null : $"{path}: {expected} and {actual}",
        };
    }

    private static string? OfItems(Slot element, List<object?> expected, List<object?> actual, string path)
        => expected.Count != actual.Count
            ? $"{path}: {expected.Count} and {actual.Count} items"
            : OfParts(Enumerable.Range(0, expected.Count), i => Of(element, expected[i], actual[i], $"{path}[{i}]"));

    private static string? OfMaps(MapShape shape, IEnumerable expected, IEnumerable actual, string path)
    {
        Dictionary<object, object?> first = Pairs(expected), second = Pairs(actual);
        return first.Count != second.Count || !first.Keys.All(second.ContainsKey)
            ? $"{path}: other keys"
            : OfParts(first.Keys, key => Of(shape.Element, first[key], second[key], $"{path}.{key}"));
    }

    private static Dictionary<object, object?> Pairs(IEnumerable map)
        => map.Cast<object>().ToDictionary(
            pair => pair.GetType().GetProperty("Key")!.GetValue(pair)!,
            pair => pair.GetType().GetProperty("Value")!.GetValue(pair));

    private static string? OfParts<T>(IEnumerable<T> parts, Func<T, string?> difference)
        => parts.Select(difference).FirstOrDefault(found => found is not null);

    // Equal is more to some of them than Equals says: the sign of zero, the kind of a date, its offset.
    private static bool AreEqual(object expected, object actual) => (expected, actual) switch
    {
        (double first, double second) => BitConverter.DoubleToInt64Bits(first) == BitConverter.DoubleToInt64Bits(second),
        (float first, float second) => BitConverter.SingleToInt32Bits(first) == BitConverter.SingleToInt32Bits(second),
        (DateTime first, DateTime second) => first == second && first.Kind == second.Kind,
        (DateTimeOffset first, DateTimeOffset second) => first.EqualsExact(second),
        (Uri first, Uri second) => first.OriginalString == second.OriginalString,
        (byte[] first, byte[] second) => first.AsSpan().SequenceEqual(second),
        _ => expected.Equals(actual),
    };
}

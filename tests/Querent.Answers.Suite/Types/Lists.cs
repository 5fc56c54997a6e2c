using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Querent.Answers.Suite.Types;

/// <summary>A class that one can make empty and add to.</summary>
public sealed class Bag : Collection<decimal>;

public sealed record Lists(
    int[] Array,
    List<string?> List,
    IList<Mood> Moods,
    ICollection<DateOnly?> Days,
    IReadOnlyList<bool> Answers,
    IReadOnlyCollection<char> Letters,
    IEnumerable<double?> Weights,
    ImmutableArray<Guid> Ids,
    ImmutableList<List<byte>> Rows,
    IImmutableList<TimeSpan> Spans,
    Bag Bag,
    List<byte[]> Blobs);

public sealed record NullableLists(int[]? Array, List<string>? List, IEnumerable<Mood?>? Moods, ImmutableArray<int>? Ids, ImmutableList<Place?>? Places, Bag? Bag);

using System.Collections.Immutable;

namespace Querent.Answers.Suite.Types;

public sealed record Maps(
    Dictionary<Mood, int> Plain,
    IDictionary<Mood, string?> Texts,
    IReadOnlyDictionary<Level, List<int>> Lists,
    ImmutableDictionary<Mood, Place> Places,
    IImmutableDictionary<Mood, Mood?> Moods,
    SortedDictionary<Mood, TimeOnly> Times,
    Dictionary<Letter, byte>? Letters);

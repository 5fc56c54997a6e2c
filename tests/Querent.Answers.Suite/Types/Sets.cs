using System.Collections.Immutable;

namespace Querent.Answers.Suite.Types;

public sealed record Sets(
    HashSet<int> Plain,
    ISet<string> Texts,
    IReadOnlySet<Mood> Moods,
    ImmutableHashSet<Guid> Ids,
    IImmutableSet<DateOnly> Days,
    SortedSet<decimal> Sums,
    HashSet<Traits>? Traits);

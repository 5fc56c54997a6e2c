using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Querent.Answers.Suite.Types;

/// <summary>Lists, sets and bytes that may be so long.</summary>
public sealed record Sized(
    [property: MinLength(1)] List<int> Some,
    [property: MaxLength(2)] int[]? Few,
    [property: Length(1, 2)] ImmutableArray<string> One,
    [property: Length(2, 3)] HashSet<Letter> Pair,
    [property: MinLength(1)] IReadOnlySet<int>? Different,
    [property: Length(2, 3)] byte[] Data);

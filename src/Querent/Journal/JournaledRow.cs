using System.Collections.Immutable;

namespace Querent;

/// <summary>What a journal has recorded of a row.</summary>
/// <param name="Key">The row's key, as the journal knows it.</param>
/// <param name="End">How the row ended last; null when it has not.</param>
/// <param name="Calls">Its calls, the oldest first.</param>
public sealed record JournaledRow(string Key, JournalRowEnd? End, ImmutableArray<JournalCall> Calls);

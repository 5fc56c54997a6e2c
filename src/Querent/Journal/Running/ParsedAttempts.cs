using System.Collections.Immutable;

namespace Querent;

/// <summary>What a journal has of the attempts of a call.</summary>
/// <param name="Attempts">The attempts; none where the answer was another call's or an answer store's.</param>
/// <param name="Model">The model that gave the last reply, as it named itself; null where it did not.</param>
/// <param name="IsUnfiltered">
/// Whether the provider said that no content filter had looked at the answer (<see cref="CompletionReply.IsUnfiltered"/>); null where the journal does not
/// tell, as for what earlier versions recorded and for a call without an answer.
/// </param>
internal readonly record struct ParsedAttempts(ImmutableArray<AttemptReport> Attempts, string? Model, bool? IsUnfiltered);

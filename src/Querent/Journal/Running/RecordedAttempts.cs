using System.Collections.Immutable;

namespace Querent;

/// <summary>The attempts of a call as a journal has them.</summary>
/// <param name="json">The JSON array.</param>
internal sealed class RecordedAttempts(ReadOnlyMemory<byte> json)
{
    /// <summary>Reads them. What nothing is bought or given out by stops no run when it was damaged: then there is one, which says so.</summary>
    public ImmutableArray<AttemptReport> Read() => AttemptJson.Read(json)?.Attempts ??
    [
        new AttemptReport(default, null, FinishReason.Unknown, null, default, new QueryError(QueryErrorKind.Malformed, "The journal's record of this query's attempts cannot be read: it was changed since.")),
    ];
}

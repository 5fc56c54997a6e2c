using System.Collections.Immutable;

namespace Querent;

/// <summary>Why a row failed.</summary>
/// <param name="FirstQuery">The query whose error failed the row; null when the row failed as a whole.</param>
/// <param name="Error">That error.</param>
/// <param name="FailedQueries">Every query that failed by itself, the first included; those dropped because of it are not here.</param>
/// <param name="AnsweredCount">How many of the row's queries had been answered; one that is not asked is not among them.</param>
/// <param name="QueryCount">How many queries the row has.</param>
public sealed record RowFailure(
    string? FirstQuery,
    QueryError Error,
    ImmutableArray<QueryFailure> FailedQueries,
    int AnsweredCount,
    int QueryCount)
{
    /// <inheritdoc/>
    public override string ToString() => FirstQuery is null ? Error.ToString() : $"{FirstQuery}: {Error}";
}

/// <summary>A query that failed.</summary>
/// <param name="Query">The query's name.</param>
/// <param name="Error">Why.</param>
public sealed record QueryFailure(string Query, QueryError Error);

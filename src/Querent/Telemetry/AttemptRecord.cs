using System.Collections.Immutable;

namespace Querent;

/// <summary>One attempt, for an audit: whose it was, what was sent and received by their hashes, and what became of it.</summary>
public sealed record AttemptRecord
{
    /// <summary>The row type's name.</summary>
    public required string RowType { get; init; }

    /// <summary>The row's number among all rows that the executor has begun, from 1: tells rows of different runs apart.</summary>
    public required long RowNumber { get; init; }

    /// <summary>The row's place in its source, from 0; 0 for a row that was asked by itself.</summary>
    public required long RowIndex { get; init; }

    /// <summary>The query's name: its property's.</summary>
    public required string Query { get; init; }

    /// <summary>Which attempt of the query this was, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the attempt was given to the transport, by the executor's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>SHA-256 over all fixed text of the prompt, in lower-case hexadecimal: <see cref="QueryDefinition.TemplateHash"/>.</summary>
    public required string TemplateHash { get; init; }

    /// <summary>The tables that the prompt or the condition looks things up in; those from a file with the hash of its text as UTF-8 at build time.</summary>
    public ImmutableArray<LookupSource> Lookups { get; init; } = [];

    /// <summary>
    /// SHA-256 of the row's variables, in lower-case hexadecimal: its input as the JSON object that
    /// <see cref="RowPlan{TRow}.WriteInput"/> writes. Null when the input's own code threw.
    /// </summary>
    public required string? InputHash { get; init; }

    /// <summary>SHA-256 of the request's body as it was sent; null where the transport cannot see it.</summary>
    public string? RequestHash { get; init; }

    /// <summary>SHA-256 of the reply's body as far as it was read; null when there was none, or where the transport cannot see it.</summary>
    public string? ResponseHash { get; init; }

    /// <summary>The reply's HTTP status; null when there was none, or where the transport cannot see it.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The provider's name for the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the attempt took, what model and how many tokens the reply names, and why it was no answer.</summary>
    public required AttemptReport Report { get; init; }
}

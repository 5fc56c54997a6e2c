namespace Querent.Benchmarks.Rows;

/// <summary>What every question is asked about: seven fields, some 600 bytes of text.</summary>
internal sealed record CaseFile
{
    /// <summary>The row's number, in every prompt, so that no two are the same.</summary>
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required string Customer { get; init; }

    public required string Region { get; init; }

    public required DateOnly Opened { get; init; }

    public required decimal Amount { get; init; }

    public required string Report { get; init; }
}

namespace Querent.Benchmarks.Rows;

/// <summary>A case file and one question about it.</summary>
[QueryRow(Input = typeof(CaseFile))]
internal sealed partial record OneQuestion
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required string Customer { get; init; }

    public required string Region { get; init; }

    public required DateOnly Opened { get; init; }

    public required decimal Amount { get; init; }

    public required string Report { get; init; }

    [Query(Questions.Q1)]
    public required Assessment Answer1 { get; init; }
}

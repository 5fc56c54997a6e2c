namespace Querent.Benchmarks.Rows;

/// <summary>A case file and four questions about it.</summary>
[QueryRow(Input = typeof(CaseFile))]
internal sealed partial record FourQuestions
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

    [Query(Questions.Q2)]
    public required Assessment Answer2 { get; init; }

    [Query(Questions.Q3)]
    public required Assessment Answer3 { get; init; }

    [Query(Questions.Q4)]
    public required Assessment Answer4 { get; init; }
}

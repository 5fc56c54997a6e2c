namespace Querent.Benchmarks.Rows;

/// <summary>A case file and twelve questions about it.</summary>
[QueryRow(Input = typeof(CaseFile))]
internal sealed partial record TwelveQuestions
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

    [Query(Questions.Q5)]
    public required Assessment Answer5 { get; init; }

    [Query(Questions.Q6)]
    public required Assessment Answer6 { get; init; }

    [Query(Questions.Q7)]
    public required Assessment Answer7 { get; init; }

    [Query(Questions.Q8)]
    public required Assessment Answer8 { get; init; }

    [Query(Questions.Q9)]
    public required Assessment Answer9 { get; init; }

    [Query(Questions.Q10)]
    public required Assessment Answer10 { get; init; }

    [Query(Questions.Q11)]
    public required Assessment Answer11 { get; init; }

    [Query(Questions.Q12)]
    public required Assessment Answer12 { get; init; }
}

namespace Querent.Vignettes.Tests.Rows;

/// <summary>What was asked for, as the model was told.</summary>
public sealed record Echo(int Row, string Case, string Criterion);

/// <summary>A row whose right answers name their own row, case and criterion, so that nothing that is swapped can pass.</summary>
[QueryRow]
public partial record EchoVignette
{
    public required int Id { get; init; }

    [CaseStudy("cs1")] public required string First { get; init; }

    [CaseStudy("cs2")] public required string Second { get; init; }

    [QueryMatrix("row={{ Id }} case={{ case.Name }} criterion={{ criterion.Code }} text={{ case.Input }}")]
    public required Matrix<Case, Aspect, Echo> Echoes { get; init; }

    /// <summary>Asked when all cells are answered, and told what they were.</summary>
    [Query("row={{ Id }} case=all criterion={% for cell in Echoes %}{{ cell.Answer.Row }}/{{ cell.Answer.Case }}/{{ cell.Answer.Criterion }};{% endfor %}")]
    public required Echo Sum { get; init; }

    /// <summary>Asked of every second row.</summary>
    [Query("row={{ Id }} case=cs1 criterion={{ Echoes[Cs1, Risk].Criterion }}", When = "{{ First == Echoes[Cs1, Diagnosis].Case }}")]
    public required Echo? Sometimes { get; init; }
}

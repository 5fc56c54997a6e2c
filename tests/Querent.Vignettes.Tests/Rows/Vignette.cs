using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Querent.Vignettes.Tests.Rows;

public sealed record Assessment(
    [property: Description("How well the assessment does."), Range(0, 100)] int Score,
    [property: Description("What decided the score, in two sentences.")] string Rationale);

public sealed record Weight(string Code, double Share);

/// <summary>
/// The worked example of the system before ours: a person's record with two case studies in the columns of a flat row, each
/// scored on five criteria; ten queries, twenty result columns.
/// </summary>
[QueryRow(System = "You are an experienced clinical assessor.", Temperature = 0, MaxOutputTokens = 500)]
[CaseStudy("cs1", nameof(Cs1Background), nameof(Cs1Symptoms), nameof(Cs1History), Context = "first admission", Description = "The patient as first seen.")]
[CaseStudy("cs2", nameof(Cs2Background), nameof(Cs2Symptoms), nameof(Cs2History), Context = "readmission")]
public partial record Vignette
{
    public static IReadOnlyDictionary<string, Weight> Weights { get; } = new Weight[]
    {
        new("DIAG", 0.3), new("TREAT", 0.25), new("PROG", 0.15), new("RISK", 0.2), new("FOLLOW", 0.1),
    }.ToDictionary(weight => weight.Code);

    public required string PatientId { get; init; }
    public required string Cs1Background { get; init; }
    public required string Cs1Symptoms { get; init; }
    public required string Cs1History { get; init; }
    public required string Cs2Background { get; init; }
    public required string Cs2Symptoms { get; init; }
    public required string Cs2History { get; init; }

    [QueryMatrix("""
        Patient {{ PatientId }}, case study {{ case.Name }} ({{ case.Context }}){% if case.Description %}: {{ case.Description }}{% endif %}
        Background: {{ case.Background }}
        Symptoms: {{ case.Symptoms }}
        History: {{ case.History }}

        Score the assessment from 0 to 100 on {{ criterion.Name }} ({{ criterion.Code }}), which has {{ Weights[criterion.Code].Share }} of the weight: {{ criterion.Description }}
        {% for point in criterion.Subcriteria %}
        {{ loop.index }}. {{ point }}
        {%- endfor %}
        """)]
    public required Matrix<Case, Aspect, Assessment> Scores { get; init; }
}

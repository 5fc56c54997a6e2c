using System.ComponentModel.DataAnnotations;

namespace Querent.Generators.Tests.Rows;

/// <summary>What a clinical assessment is scored on.</summary>
public enum Aspect
{
    [Criterion("Is the diagnosis right?", Code = "DIAG", Subcriteria = ["differential", "evidence", "certainty"], MaxOutputTokens = 500)]
    Diagnosis,

    [Criterion("Does the treatment fit?", Code = "TREA", Subcriteria = ["choice", "dose", "interactions"])]
    Treatment,

    [Criterion("Is the outlook sound?", Code = "PROG", Subcriteria = ["course", "time", "factors"])]
    Prognosis,

    [Criterion("Are the risks seen?", Code = "RISK", Subcriteria = ["acute", "chronic", "iatrogenic"])]
    Risk,

    [Criterion("Is follow-up planned?", Code = "FOLL", Subcriteria = ["when", "who", "what"])]
    FollowUp,
}

public sealed record Score([property: Range(0, 100)] int Value, string Rationale);

public sealed record Weight(double Share, string Label);

/// <summary>The worked example of the system before ours: two case studies in the columns of a flat row, five criteria.</summary>
[QueryRow(System = "You are a clinical assessor of patient {{ PatientId }}.", Temperature = 0, MaxOutputTokens = 1000)]
[CaseStudy("cs1", nameof(Cs1Background), nameof(Cs1Symptoms), nameof(Cs1History), Context = "first admission", Description = "The patient at admission.")]
[CaseStudy("cs2", nameof(Cs2Background), nameof(Cs2Symptoms), nameof(Cs2History), Context = "six months later")]
public partial record Vignette
{
    public static IReadOnlyDictionary<string, Weight> Weights { get; } = new Dictionary<string, Weight>
    {
        ["DIAG"] = new(0.3, "heavy"),
        ["TREA"] = new(0.25, "heavy"),
        ["PROG"] = new(0.2, "middle"),
        ["RISK"] = new(0.15, "middle"),
        ["FOLL"] = new(0.1, "light"),
    };

    public required string PatientId { get; init; }
    public required string Cs1Background { get; init; }
    public required string Cs1Symptoms { get; init; }
    public string? Cs1History { get; init; }
    public required string Cs2Background { get; init; }
    public required string Cs2Symptoms { get; init; }
    public string? Cs2History { get; init; }

    [QueryMatrix("""
        Patient {{ PatientId }}, {{ case.Name }} ({{ case.Context }}){% if case.Description %}: {{ case.Description }}{% endif %}
        Background: {{ case.Background }}
        Symptoms: {{ case.Symptoms }}
        {% if case.History %}History: {{ case.History }}
        {% endif -%}
        Score {{ criterion.Name }} ({{ criterion.Code }}, weight {{ Weights[criterion.Code].Share }}): {{ criterion.Description }}
        {% for point in criterion.Subcriteria %}{{ loop.index }}. {{ point }}{% if not loop.last %}, {% endif %}{% endfor %}
        """)]
    public required Matrix<Case, Aspect, Score> Scores { get; init; }

    [Query("""
        Sum up {{ PatientId }}.
        {% for cell in Scores %}{{ cell.Case }} {{ cell.Criterion.Code }}: {{ cell.Answer.Value }}
        {% endfor %}First diagnosis: {{ Scores[Cs1, Diagnosis].Rationale }}
        """, MaxOutputTokens = 300)]
    public required string Summary { get; init; }

    [Query("What must be done at once for {{ PatientId }}?", When = "{{ Scores[Cs2, Risk].Value < 50 }}", Temperature = 0.5, Stop = ["END"], Seed = 7)]
    public required string? Alarm { get; init; }

    [Query("Which of {% for study in Scores.Cases %}{{ study }}{% if not loop.last %} and {% endif %}{% endfor %} is worse?")]
    public required Case Worse { get; init; }
}

namespace Querent.Templates.Benchmarks.Cells;

public sealed record Solution(string Text, string? Model);

public sealed record Mark(int Score, string Reason);

public enum Rubric
{
    [Criterion("Is the final answer right, and is every step that leads to it?", Code = "CORR", Subcriteria = ["arithmetic", "units", "the question that was asked"])]
    Correctness,

    [Criterion("Can a pupil follow every step?", Code = "CLAR", Subcriteria = ["order", "words"])]
    Clarity,
}

/// <summary>A matrix, one cell of which is rendered.</summary>
[QueryRow(System = "You mark the solutions of pupils.")]
public partial record Marking
{
    public required string Question { get; init; }

    [CaseStudy] public required Solution Small { get; init; }

    [CaseStudy(Context = "the larger model")] public required Solution Large { get; init; }

    [QueryMatrix("""
        Question: {{ Question | xml }}
        Solution{% if case.Context %} of {{ case.Context }}{% endif %}{% if case.Model %} ({{ case.Model }}){% endif %}: <solution>{{ case.Text | xml }}</solution>
        Mark it for {{ criterion.Name }} ({{ criterion.Code }}): {{ criterion.Description }}
        {% for point in criterion.Subcriteria %}{{ loop.index }}. {{ point }}
        {% endfor %}
        """)]
    public required Matrix<Case, Rubric, Mark> Marks { get; init; }
}

/// <summary>The same prompt as one of the cells', written as a query by itself.</summary>
[QueryRow(System = "You mark the solutions of pupils.")]
public partial record PlainMarking
{
    public required string Question { get; init; }

    public required Solution Large { get; init; }

    [Query("""
        Question: {{ Question | xml }}
        Solution of the larger model{% if Large.Model %} ({{ Large.Model }}){% endif %}: <solution>{{ Large.Text | xml }}</solution>
        Mark it for Correctness (CORR): Is the final answer right, and is every step that leads to it?
        1. arithmetic
        2. units
        3. the question that was asked

        """)]
    public required Mark Mark { get; init; }
}

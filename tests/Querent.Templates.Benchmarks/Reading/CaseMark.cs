using System.ComponentModel.DataAnnotations;

namespace Querent.Templates.Benchmarks.Reading;

public enum Standing
{
    Fail,
    Pass,
    Distinction,
}

public sealed record Criterion(string Name, [property: Range(1, 5)] int Score, IReadOnlyList<string> Reasons, [property: Range(0.0, 1.0)] double Confidence);

public sealed record CaseMark(
    [property: StringLength(600, MinimumLength = 20)] string Summary,
    [property: Length(1, 12)] IReadOnlyList<Criterion> Criteria,
    int[] Steps,
    [property: Range(0, 100)] int Total,
    Standing Standing,
    string? Doubt);

/// <summary>A mark for a case: two levels of lists, and mostly text.</summary>
[QueryRow]
public partial record MarkedCase
{
    public required string Text { get; init; }

    [Query("Mark this case.\n{{ Text }}")]
    public required CaseMark Mark { get; init; }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Querent.Live.Rows;

public enum Size
{
    Small,
    Medium,
    Large,
}

public sealed record Place(string Name, double Latitude, double Longitude);

public sealed record Everything(
    [property: Description("One sentence about the subject.")] string Text,
    bool IsAlive,
    int Count,
    long Population,
    [property: Range(0.0, 1.0)] double Share,
    decimal Price,
    Size Size,
    [property: Description("Always null.")] string? Nothing,
    [property: Description("Always null.")] int? NoNumber,
    IReadOnlyList<string> Words,
    IReadOnlyList<Place> Places,
    Place Capital);

/// <summary>An answer of each type, and of each at the root.</summary>
[QueryRow(System = "Make up plausible values.")]
public partial record AnswerTypes
{
    public required string Subject { get; init; }

    [Query("Fill in a form about {{ Subject }}: two or three elements in each list.")]
    public required Everything Everything { get; init; }

    [Query("Say a word about {{ Subject }}.")]
    public required string Word { get; init; }

    [Query("Is {{ Subject }} in Europe?")]
    public required bool IsInEurope { get; init; }

    [Query("How many letters has the word {{ Subject }}?")]
    public required int Letters { get; init; }

    [Query("How sure are you that there is such a thing as {{ Subject }}, from 0 to 1?")]
    public required double Certainty { get; init; }

    [Query("What might a map of {{ Subject }} cost, in euros?")]
    public required decimal Price { get; init; }

    [Query("How large is {{ Subject }}?")]
    public required Size Size { get; init; }

    [Query("Name three things in {{ Subject }}.")]
    public required IReadOnlyList<string> Things { get; init; }

    [Query("Name two places in {{ Subject }}.")]
    public required IReadOnlyList<Place> Places { get; init; }
}

// A table in a file: the tests write it.
using Querent;

Console.WriteLine(Marking.Prompts.Score.Render(new Marking.Input { Text = "<Hello>" }).User);
Console.WriteLine(Marking.Weights["CLAR"].Share);

/// <summary>What a criterion counts.</summary>
/// <param name="Share">Its share of the whole.</param>
public sealed record Weight(double Share);

/// <summary>A text and its mark.</summary>
[QueryRow]
public partial record Marking
{
    /// <summary>What the criteria count.</summary>
    [Lookup("Lookups/weights.csv")]
    public static partial IReadOnlyDictionary<string, Weight> Weights { get; }

    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>Its mark.</summary>
    [Query("{{ Weights['CORR'].Share }}: {{ Text }}")]
    [Example("""{ "text": "Good" }""", "5")]
    public required int Score { get; init; }
}

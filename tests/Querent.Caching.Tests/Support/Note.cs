namespace Querent.Caching.Tests;

/// <summary>A row with one query, at temperature 0.</summary>
[QueryRow(Temperature = 0)]
public partial record Note
{
    public required string Text { get; init; }

    [Query("Repeat: {{ Text }}")]
    public required string Echo { get; init; }
}

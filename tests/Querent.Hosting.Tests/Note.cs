namespace Querent.Hosting.Tests;

/// <summary>A row with one query, whose answer the emulator invents.</summary>
[QueryRow]
public partial record Note
{
    public required string Text { get; init; }

    [Query("Shorten: {{ Text }}")]
    public required string Summary { get; init; }

    public static Input Of(string text) => new() { Text = text };
}

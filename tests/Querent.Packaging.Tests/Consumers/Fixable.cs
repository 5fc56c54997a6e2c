using Querent;

Console.WriteLine(Letter.Prompts.Summary.Render(new Letter.Input { Text = "<Hello>", Note = null }).User);
Console.WriteLine(Letter.Prompts.Reply.Render(new Letter.Input { Text = "<Hello>", Note = null }).User);

/// <summary>A letter whose mistakes all have a fix.</summary>
[QueryRow]
public record Letter
{
    /// <summary>The letter.</summary>
    public required string Text { get; init; }

    /// <summary>What is known of it.</summary>
    public string? Note { get; init; }

    /// <summary>A name that is misspelled, and a value that may be null.</summary>
    [Query("Sum up {{ Txet }}, {{ Note }}.")]
    public required string Summary { get; init; }

    /// <summary>A tag without its end, on a query that is not required.</summary>
    [Query("""Reply to {{ Text }}: {% if Note %}{{ Note }}""")]
    public string Reply { get; init; } = "";
}

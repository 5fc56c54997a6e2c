// Prompts in files: the tests write them.
using Querent;

Console.Write(Letter.Prompts.Reply.Render(new Letter.Input { Text = "<Hello>", Points = ["first", "second"] }).User);

/// <summary>A letter and our reply to it.</summary>
[QueryRow]
public partial record Letter
{
    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>What to answer.</summary>
    public required IReadOnlyList<string> Points { get; init; }

    /// <summary>A draft of the reply.</summary>
    [Query(File = "Prompts/reply.md")]
    public required string Reply { get; init; }
}

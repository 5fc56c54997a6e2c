using System.ComponentModel;

namespace Querent.Testing.Tests;

public sealed record Verdict([property: Description("How the customer sounds.")] string Mood, [property: Description("From 1 to 5.")] int Score);

/// <summary>A row whose second query needs the answer of the first.</summary>
[QueryRow(System = "You work on a support desk.\nYou are brief.")]
public partial record Complaint
{
    public required string Text { get; init; }

    [Query("Judge this message.\n<message>{{ Text | xml }}</message>")]
    public required Verdict Verdict { get; init; }

    [Query("Answer it; the customer sounds {{ Verdict.Mood }}.\n<message>{{ Text | xml }}</message>", MaxOutputTokens = 100)]
    public required string Reply { get; init; }

    [Query("Which language is it?\n<message>{{ Text | xml }}</message>")]
    public required string Language { get; init; }
}

/// <summary>The same row after somebody has worked on its prompts.</summary>
[QueryRow(System = "You work on a support desk.\nYou are brief.")]
public partial record ChangedComplaint
{
    public required string Text { get; init; }

    [Query("Judge this message, and be fair.\n<message>{{ Text | xml }}</message>")]
    public required Verdict Verdict { get; init; }
}

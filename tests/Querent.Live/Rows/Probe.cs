namespace Querent.Live.Rows;

/// <summary>A prompt as it is given, for an answer that does not matter.</summary>
[QueryRow]
public partial record Probe
{
    public required string Prompt { get; init; }

    [Query("{{ Prompt }}", MaxOutputTokens = 2000)]
    public required string Answer { get; init; }
}

/// <summary>A prompt whose answer does not fit.</summary>
[QueryRow]
public partial record CutProbe
{
    public required string Prompt { get; init; }

    [Query("{{ Prompt }}", MaxOutputTokens = 16)]
    public required string Answer { get; init; }
}

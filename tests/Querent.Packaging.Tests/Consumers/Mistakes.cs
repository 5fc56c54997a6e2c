// One mistake a row, of each kind that the build must find. The tests say where each is reported.
using Querent;

Console.WriteLine();

[QueryRow]
internal record NotPartial
{
    public required string Text { get; init; }

    [Query("{{ Text }}")]
    public required string Reply { get; init; }
}

[QueryRow]
internal partial struct Struct
{
    public required string Text { get; init; }

    [Query("{{ Text }}")]
    public required string Reply { get; init; }
}

[QueryRow]
internal partial record NoQuery
{
    public required string Text { get; init; }
}

[QueryRow]
internal partial record NotRequired
{
    public required string Text { get; init; }

    [Query("{{ Text }}")]
    public string Reply { get; init; } = "";
}

[QueryRow]
internal partial record UnknownMember
{
    public required string Text { get; init; }

    [Query("""
        Answer this:
        {{ Txet | xml }}
        """)]
    public required string Reply { get; init; }
}

[QueryRow]
internal partial record Malformed
{
    public required string Text { get; init; }

    [Query("Answer this: {{ Text | xml }")]
    public required string Reply { get; init; }
}

[QueryRow]
internal partial record UnsupportedAnswer
{
    public required string Text { get; init; }

    [Query("{{ Text }}")]
    public required Dictionary<string, string> Reply { get; init; }
}

[QueryRow]
internal partial record CollidingColumns
{
    public required string Text { get; init; }

    public required string ReplyText { get; init; }

    [Query("{{ Text }}")]
    public required Letter Reply { get; init; }
}

internal sealed record Letter(string Text);

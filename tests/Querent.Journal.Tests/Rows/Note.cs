namespace Querent.Journal.Tests.Rows;

/// <summary>An answer that names what it is to: the row and the query.</summary>
public sealed record Echo(int Id, string Query);

/// <summary>A row of four queries, of which the last needs the first's answer.</summary>
[QueryRow]
public partial record Note
{
    public required int Id { get; init; }

    public required string Text { get; init; }

    [Query("{{ Id }}/One/{{ Text }}")]
    public required Echo One { get; init; }

    [Query("{{ Id }}/Two/{{ Text }}")]
    public required Echo Two { get; init; }

    [Query("{{ Id }}/Three/{{ Text }}")]
    public required Echo Three { get; init; }

    [Query("{{ Id }}/Four/{{ Text }} {{ One.Query }}")]
    public required Echo Four { get; init; }
}

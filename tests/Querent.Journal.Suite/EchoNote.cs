namespace Querent.Journal.Suite;

/// <summary>An answer that names what it is to: the row and the query.</summary>
public sealed record NoteEcho(int Id, string Query);

/// <summary>A row of three queries, of which the last needs the first's answer.</summary>
[QueryRow]
public partial record EchoNote
{
    [RowKey]
    public required int Id { get; init; }

    [Query("{{ Id }}/One")]
    public required NoteEcho One { get; init; }

    [Query("{{ Id }}/Two")]
    public required NoteEcho Two { get; init; }

    [Query("{{ Id }}/Three/{{ One.Query }}")]
    public required NoteEcho Three { get; init; }
}

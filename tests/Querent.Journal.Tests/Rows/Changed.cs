namespace Querent.Journal.Tests.Rows.Changed;

/// <summary>The row of <see cref="Rows.Note"/> after its author has changed the first prompt: the fourth, which shows the first's answer, changes with it.</summary>
[QueryRow]
public partial record Note
{
    public required int Id { get; init; }

    public required string Text { get; init; }

    [Query("{{ Id }}/Uno/{{ Text }}")]
    public required Echo One { get; init; }

    [Query("{{ Id }}/Two/{{ Text }}")]
    public required Echo Two { get; init; }

    [Query("{{ Id }}/Three/{{ Text }}")]
    public required Echo Three { get; init; }

    [Query("{{ Id }}/Four/{{ Text }} {{ One.Query }}")]
    public required Echo Four { get; init; }
}

namespace Querent.Journal.Tests.Rows;

/// <summary>A row of queries of which the second is not asked, the third waits until that is decided, and the fourth for the third.</summary>
[QueryRow]
public partial record Staged
{
    public required int Id { get; init; }

    [Query("{{ Id }}/One")]
    public required Echo One { get; init; }

    [Query("{{ Id }}/Two", When = "{{ Id == 99 }}")]
    public required Echo? Two { get; init; }

    [Query("{{ Id }}/Three/{{ One.Query }}{% if Two is not none %}{{ Two.Query }}{% endif %}")]
    public required Echo Three { get; init; }

    [Query("{{ Id }}/Four/{{ Three.Query }}")]
    public required Echo Four { get; init; }
}

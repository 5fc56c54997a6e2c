namespace Querent.Journal.Victim;

/// <summary>An answer that names what it is to.</summary>
public sealed record Echo(int Id, string Query);

/// <summary>A row of four queries, of which the last needs the first's answer.</summary>
[QueryRow]
public partial record Errand
{
    public required int Id { get; init; }

    public required string Text { get; init; }

    [Query("{{ Id }}/One/{{ Text }}")]
    public required Echo One { get; init; }

    [Query("{{ Id }}/Two/{{ Text }}")]
    public required Echo Two { get; init; }

    [Query("{{ Id }}/Three/{{ Text }}")]
    public required Echo Three { get; init; }

    [Query("{{ Id }}/Four/{{ Text }} after {{ One.Query }}")]
    public required Echo Four { get; init; }

    public static IEnumerable<Input> Make(int rows) => Enumerable.Range(0, rows).Select(id => new Input { Id = id, Text = $"errand number {id}, which has to be run whatever happens to the runner" });
}

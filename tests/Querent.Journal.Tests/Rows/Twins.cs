namespace Querent.Journal.Tests.Rows;

/// <summary>A row of two queries that ask the same.</summary>
[QueryRow]
public partial record Twins
{
    public required int Id { get; init; }

    [Query("{{ Id }}/Twin")]
    public required Echo One { get; init; }

    [Query("{{ Id }}/Twin")]
    public required Echo Two { get; init; }
}

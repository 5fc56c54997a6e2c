namespace Querent.Journal.Tests.Rows;

/// <summary>A row that says what tells it from others.</summary>
[QueryRow]
public partial record Keyed
{
    [RowKey]
    public required string Name { get; init; }

    public required string Text { get; init; }

    [Query("1/{{ Name }}/{{ Text }}")]
    public required Echo Answer { get; init; }
}

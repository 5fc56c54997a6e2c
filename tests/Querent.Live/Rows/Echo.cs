namespace Querent.Live.Rows;

public sealed record EchoedNames(int Row, string Query);

/// <summary>A row whose right answers name their own row and query.</summary>
[QueryRow(System = "Repeat the number of the row and the name of the query that you are given.")]
public partial record Echo
{
    public required int Id { get; init; }

    [Query("row {{ Id }}, query alpha")]
    public required EchoedNames First { get; init; }

    [Query("row {{ Id }}, query beta")]
    public required EchoedNames Second { get; init; }

    [Query("row {{ Id }}, query gamma")]
    public required EchoedNames Third { get; init; }
}

using Querent.Discretion;

namespace Querent.Conformance;

/// <summary>What the emulator is made to answer: the names of the row and the query that were asked.</summary>
public sealed record Echo(string Row, string Query)
{
    /// <summary>What must be seen nowhere but in the answer.</summary>
    public string Secret { get; init; } = Canaries.Answer;
}

/// <summary>A row whose right answers name their own row and query, so that a swapped answer cannot pass.</summary>
[QueryRow(System = "Repeat the names that you are given.")]
public partial record EchoRow
{
    public required int Id { get; init; }

    public required string Text { get; init; }

    [Query("row {{ Id }} query first: <text>{{ Text | xml }}</text>")]
    public required Echo First { get; init; }

    [Query("row {{ Id }} query second: {{ Text | json }}")]
    public required Echo Second { get; init; }

    [Query("row {{ Id }} query third")]
    public required Echo Third { get; init; }
}

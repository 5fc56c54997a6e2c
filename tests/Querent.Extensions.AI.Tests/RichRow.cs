using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Querent.Extensions.AI.Tests;

public enum Urgency { Low, Normal, High }

public sealed record Item(string Name, decimal? Price, IReadOnlyList<string> Tags);

/// <summary>An answer with a member of each kind that a schema knows.</summary>
public sealed record Rich(
    [property: Description("How soon."), Range(1, 5)] int Score,
    Urgency? Urgency,
    bool IsOpen,
    double Share,
    IReadOnlyList<Item> Items);

[QueryRow]
public partial record RichRow
{
    public required int Id { get; init; }

    [Query("row {{ Id }} query rich", MaxOutputTokens = 123)]
    public required Rich Answer { get; init; }
}

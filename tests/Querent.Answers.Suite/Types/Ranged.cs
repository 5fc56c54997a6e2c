using System.ComponentModel.DataAnnotations;

namespace Querent.Answers.Suite.Types;

public sealed record Ranged(
    [property: Range(1, 5)] int Score,
    [property: Range(-10, 10)] sbyte? Shift,
    [property: Range(0.5, 1.5)] double Share,
    [property: Range(0, 1)] decimal? Chance,
    [property: Range(100, 200)] byte Octet);

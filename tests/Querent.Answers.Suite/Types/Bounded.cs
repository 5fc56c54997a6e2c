using System.ComponentModel.DataAnnotations;

namespace Querent.Answers.Suite.Types;

/// <summary>Numbers in ranges whose ends may be outside, and without one of them.</summary>
public sealed record Bounded(
    [property: Range(0.0, 1.0, MinimumIsExclusive = true)] double Share,
    [property: Range(0.0, double.MaxValue, MinimumIsExclusive = true)] double Mass,
    [property: Range(-2.5, 2.5, MaximumIsExclusive = true)] float? Slope,
    [property: Range(1, 5, MinimumIsExclusive = true, MaximumIsExclusive = true)] int Step,
    [property: Range(1, int.MaxValue)] int? Count,
    [property: Range(typeof(decimal), "0.1", "9.99", MinimumIsExclusive = true, MaximumIsExclusive = true)] decimal Price,
    [Range(1, 9)] byte Digit);

using System.ComponentModel.DataAnnotations;

namespace Querent.Answers.Suite.Types;

/// <summary>Values of which some are listed, or all but some.</summary>
public sealed record Listed(
    [property: AllowedValues("red", "blue", null)] string? Colour,
    [property: AllowedValues("red", "\"bl\u00fce\"")] string? Chosen,
    [property: DeniedValues("none", "n/a")] string Name,
    [property: AllowedValues(1, 2, 3), DeniedValues(2)] int Level,
    [property: AllowedValues(0.5, -1.5, 100.0)] double? Ratio,
    [property: DeniedValues(7L, 8L)] long? Other,
    [property: DeniedValues(0f)] float Weight,
    [property: AllowedValues('a', '\u00fc')] char Letter,
    [property: AllowedValues(true)] bool IsAgreed,
    [property: AllowedValues(Mood.Glad, Mood.Cross)] Mood Mood,
    [property: DeniedValues(Mood.Calm)] Mood? Calm);

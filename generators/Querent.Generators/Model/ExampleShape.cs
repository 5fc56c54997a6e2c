namespace Querent.Generators.Model;

/// <summary>What an <c>[Example]</c> says.</summary>
/// <param name="Input">The input as JSON.</param>
/// <param name="Answer">The answer as JSON.</param>
/// <param name="Case">The case study that it is for; null for all.</param>
/// <param name="Criterion">The criterion that it is for; null for all.</param>
internal sealed record ExampleShape(string Input, string Answer, string? Case, string? Criterion);

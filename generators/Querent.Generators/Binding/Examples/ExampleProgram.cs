using Querent.Generators.Binding.Data;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Examples;

/// <summary>An example with everything decided.</summary>
/// <param name="Input">The inputs that it gives, by the names of their properties.</param>
/// <param name="Answers">The answers of other queries that its prompt is given, by their properties.</param>
/// <param name="Answer">The answer's JSON, as a model would send it.</param>
internal sealed record ExampleProgram(EquatableArray<EntryData> Input, EquatableArray<EntryData> Answers, string Answer)
{
    /// <summary>The value of a property of the input; null where the example has none.</summary>
    public BoundData? InputOf(string property) => Input.FirstOrDefault(entry => entry.Key == property)?.Value;
}

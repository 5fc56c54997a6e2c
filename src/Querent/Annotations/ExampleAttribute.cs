using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>
/// Shows the model how a query is to be answered, ahead of the row's own prompt: the prompt rendered for the example's
/// input as a user message, and the answer as the assistant's. Both are checked against the types when the project is built.
/// </summary>
/// <param name="input">
/// A JSON object with what the prompt uses, by the names of columns; an answer of another query stands under its own name, and
/// in an example of a matrix <c>case</c> may stand for the cell's case study, whichever that is.
/// </param>
/// <param name="answer">The answer's JSON; a bare text, number or list where the answer is no object.</param>
/// <remarks>The examples of a query are sent in the order of their declaration.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class ExampleAttribute([StringSyntax(StringSyntaxAttribute.Json)] string input, [StringSyntax(StringSyntaxAttribute.Json)] string answer) : Attribute
{
    /// <summary>The input, as JSON.</summary>
    public string Input { get; } = input;

    /// <summary>The answer, as JSON.</summary>
    public string Answer { get; } = answer;

    /// <summary>The one case study that it is for, by its property's name or its own; all of a matrix's when null.</summary>
    public string? Case { get; init; }

    /// <summary>The one criterion that it is for, by its member's name; all of a matrix's when null.</summary>
    public string? Criterion { get; init; }
}

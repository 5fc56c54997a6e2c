using Microsoft.CodeAnalysis;

namespace Querent.Generators.Binding.Constraints;

/// <summary>What is wrong with a validation attribute on a member.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Attribute">The attribute's name; null where the member itself is meant.</param>
/// <param name="Argument">Which of its arguments is meant, from 0; −1 for the attribute as a whole.</param>
/// <param name="Arguments">What the message says behind the member's name.</param>
internal sealed record ConstraintFault(DiagnosticDescriptor Rule, string? Attribute, int Argument, params string[] Arguments)
{
    /// <summary>The name of the argument that is meant, where it is a named one.</summary>
    public string Named { get; init; } = "";
}

using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>A piece of a prompt, in the order in which a renderer writes it.</summary>
internal abstract record PromptPart;

/// <summary>Text that is the same for every row.</summary>
internal sealed record FixedPart(string Text) : PromptPart;

/// <summary>A value of the input.</summary>
/// <param name="Path">The members that lead to it.</param>
/// <param name="Type">Its type; nullable also where only a member on the way is.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Fallback">What is written for null, in its final form; null where null cannot be.</param>
internal sealed record ValuePart(EquatableArray<PathStep> Path, TypeRef Type, ValueForm Form, string? Fallback) : PromptPart;

/// <summary>A member on the way to a value.</summary>
/// <param name="Name">The member.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="IsNullableStruct">Whether it is a <c>Nullable&lt;T&gt;</c>.</param>
internal readonly record struct PathStep(string Name, bool IsNullable, bool IsNullableStruct);

/// <summary>How a value is written into a prompt.</summary>
internal enum ValueForm
{
    Text,
    Xml,
    Json,
    JsonInXml,
}

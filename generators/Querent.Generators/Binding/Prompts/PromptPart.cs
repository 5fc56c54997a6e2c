using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>A piece of a prompt, in the order in which a renderer writes it.</summary>
internal abstract record PromptPart;

/// <summary>Text that is the same for every row.</summary>
internal sealed record FixedPart(string Text) : PromptPart;

/// <summary>A value, which is not null.</summary>
/// <param name="Value">The value.</param>
/// <param name="Form">How it is written.</param>
internal sealed record ValuePart(BoundExpression Value, ValueForm Form) : PromptPart;

/// <summary>An image, which is not null.</summary>
/// <param name="Value">Its address or bytes.</param>
/// <param name="Image">How it is shown.</param>
internal sealed record ImagePart(BoundExpression Value, ImageShape Image) : PromptPart;

/// <summary>A value that may be null: what is written for it under a name of its own, and what otherwise.</summary>
internal sealed record PresentPart(
    BoundExpression Value,
    BoundLocal Local,
    EquatableArray<PromptPart> Present,
    EquatableArray<PromptPart> Absent)
    : PromptPart;

/// <summary>What is written for the first condition that holds, and what otherwise.</summary>
internal sealed record IfPart(EquatableArray<BranchPart> Branches, EquatableArray<PromptPart> Else) : PromptPart;

/// <summary>A condition, and what is written when it holds.</summary>
internal sealed record BranchPart(BoundExpression Condition, EquatableArray<PromptPart> Parts);

/// <summary>What is written for each item of a list or map.</summary>
/// <param name="Source">The list or map.</param>
/// <param name="Item">The name that the item goes by in C#: a map's is a pair of key and value.</param>
/// <param name="Loop">What is counted on the way.</param>
/// <param name="Body">What is written for each item.</param>
/// <param name="Else">What is written when there is none.</param>
internal sealed record ForPart(
    BoundExpression Source,
    string Item,
    LoopNames Loop,
    EquatableArray<PromptPart> Body,
    EquatableArray<PromptPart> Else)
    : PromptPart;

/// <summary>The names that a loop needs beside its item's; null for what nothing asks for.</summary>
/// <param name="Index">The number of the item, from 0.</param>
/// <param name="Count">The number of all items.</param>
/// <param name="Items">The items as an array, where their number is asked for and the sequence does not tell it.</param>
/// <param name="List">The list, where its items are read by number.</param>
internal sealed record LoopNames(string? Index, string? Count, string? Items, string? List);

/// <summary>How a value is written into a prompt.</summary>
internal enum ValueForm
{
    Text,
    Xml,
    Json,
    JsonInXml,
}

namespace Querent.Generators.Model;

/// <summary>A property that is a part of a row's key.</summary>
/// <param name="Name">Its name, on the input.</param>
/// <param name="Type">The type that its text is made of.</param>
/// <param name="IsConverted">Whether the author's input has it in another type, which converts to this one.</param>
internal sealed record KeyPart(string Name, TypeRef Type, bool IsConverted);

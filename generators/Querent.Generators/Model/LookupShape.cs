namespace Querent.Generators.Model;

/// <summary>A property that <c>[Lookup]</c> fills from a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file's path as it was written.</param>
/// <param name="Key">The name in the file of what is the key; null where the attribute leaves it to the file.</param>
/// <param name="Type">The dictionary.</param>
internal sealed record LookupShape(string Name, string File, string? Key, TypeRef Type)
{
    /// <summary>Its modifiers, as they have to stand on the part that is generated.</summary>
    public string Modifiers { get; init; } = "";

    /// <summary>Whether it waits for its other part, without which the compiler looks at nothing else.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Why it cannot be filled; null when it can.</summary>
    public string? Unsuitable { get; init; }
}

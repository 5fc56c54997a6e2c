namespace Querent.Generators.Model;

/// <summary>A static table that templates may look things up in.</summary>
/// <param name="Name">Its name in templates.</param>
/// <param name="Code">The C# that gives it.</param>
/// <param name="Source">What it is called in the provenance of a prompt.</param>
/// <param name="Type">Its type.</param>
internal sealed record TableShape(string Name, string Code, string Source, TypeRef Type)
{
    /// <summary>Its keys where the build knows them; null otherwise.</summary>
    public EquatableArray<string>? Keys { get; init; }

    /// <summary>SHA-256 of the file that it is made of; null for one of code.</summary>
    public string? Hash { get; init; }
}

namespace Querent.Emulator;

/// <summary>A schema is outside the strict subset, or no answer can satisfy it.</summary>
internal sealed class SchemaException(string path, string message) : Exception(message)
{
    /// <summary>Where in the schema, as a JSON path.</summary>
    public string Path { get; } = path;
}

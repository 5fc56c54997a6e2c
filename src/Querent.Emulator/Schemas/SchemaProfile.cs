namespace Querent.Emulator;

/// <summary>Whose strict subset of JSON schema the emulator holds requests to.</summary>
public enum SchemaProfile
{
    /// <summary>
    /// The subset that Azure's page lists: 100 properties, 5 levels, and no length, pattern, format, range or item limits.
    /// </summary>
    Azure,

    /// <summary>The subset that OpenAI lists: 5,000 properties, 10 levels, with patterns, formats, ranges and item limits.</summary>
    OpenAI,
}

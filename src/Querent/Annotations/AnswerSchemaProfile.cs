namespace Querent;

/// <summary>Whose strict subset of JSON schema a row's answers are described in.</summary>
public enum AnswerSchemaProfile
{
    /// <summary>
    /// What both Azure OpenAI and OpenAI take: 100 properties and 5 levels of objects and lists. Formats and ranges are
    /// told in words.
    /// </summary>
    Azure,

    /// <summary>
    /// What OpenAI takes: 5,000 properties, 10 levels, and formats, patterns and ranges as such, so that the provider holds
    /// the model to them.
    /// </summary>
    OpenAI,
}

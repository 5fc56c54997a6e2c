using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Tests.Schemas;

/// <summary>An answer that the schema and the reader judge differently.</summary>
/// <param name="Answer">What was asked for.</param>
/// <param name="Json">The answer.</param>
/// <param name="IsWide">Whether the schema is in OpenAI's profile, where formats and ranges are keywords.</param>
/// <param name="BySchema">What the schema says; null where NJsonSchema cannot tell.</param>
/// <param name="Refusal">What the reader says; null where it takes the answer.</param>
internal sealed record Disagreement(AnswerUnderTest Answer, byte[] Json, bool IsWide, bool? BySchema, AnswerException? Refusal)
{
    /// <summary>Whether the schema allows what the reader refuses by this rule.</summary>
    public bool IsRefusedAlone(string rule) => BySchema == true && Refusal?.Rule == rule;

    /// <summary>Whether the schema refuses what the reader takes.</summary>
    public bool IsTakenAlone => BySchema == false && Refusal is null;

    /// <summary>Whether the reader wanted one of these.</summary>
    public bool Expected(params string[] what) => what.Any(words => Refusal?.Message.StartsWith($"Expected {words}", StringComparison.Ordinal) == true);
}

using Querent.Answers.Suite.Rows;

namespace Querent.Answers.Suite.Shapes;

/// <summary>The answers of every row type here.</summary>
internal static class AllAnswers
{
    public static IReadOnlyList<AnswerUnderTest> Azure { get; } = [.. AnswerUnderTest.Of<AzureAnswers>(NamingPolicy.SnakeCaseLower)];

    public static IReadOnlyList<AnswerUnderTest> OpenAI { get; } = [.. AnswerUnderTest.Of<OpenAIAnswers>(NamingPolicy.CamelCase)];

    public static IReadOnlyList<AnswerUnderTest> All { get; } =
    [
        .. Azure,
        .. OpenAI,
        .. AnswerUnderTest.Of<AsDeclaredAnswers>(NamingPolicy.AsDeclared),
        .. AnswerUnderTest.Of<SnakeCaseUpperAnswers>(NamingPolicy.SnakeCaseUpper),
        .. AnswerUnderTest.Of<KebabCaseLowerAnswers>(NamingPolicy.KebabCaseLower),
        .. AnswerUnderTest.Of<KebabCaseUpperAnswers>(NamingPolicy.KebabCaseUpper),
    ];
}

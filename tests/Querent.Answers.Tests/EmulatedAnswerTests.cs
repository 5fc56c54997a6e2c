using System.Text;
using System.Text.Json;
using Querent.Answers.Suite.Shapes;
using Querent.Emulator;

namespace Querent.Answers.Tests;

/// <summary>What the emulator answers of its own, by what our schemas say in keywords and in words.</summary>
public sealed class EmulatedAnswerTests
{
    private const ulong Prompts = 300;

    // What a schema does not say, or says in a pattern that no text is made of: see the emulator's README.
    private static readonly Dictionary<string, string> Unknown = new()
    {
        ["Worded"] = "pattern at $.ahead",
    };

    public static TheoryData<string> Answers() => [.. AllAnswers.Azure.Concat(AllAnswers.OpenAI).Select(answer => answer.Name)];

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_emulators_answers_keep_to_every_constraint_that_their_schema_tells_of(string name)
    {
        AnswerUnderTest answer = AllAnswers.All.Single(answer => answer.Name == name);
        using var schema = JsonDocument.Parse(answer.Schema);
        AnswerNode answers = AnswerCompiler.Compile(schema.RootElement);
        string? unknown = Unknown.GetValueOrDefault(name.Split('.')[1]);
        int missed = 0;
        for (ulong prompt = 0; prompt < Prompts; prompt++)
        {
            using var output = new Utf8Buffer();
            var random = new StableRandom(prompt);
            answers.Write(output, ref random, level: 0);
            string? refusal = Refusal(answer, output.Span);
            missed += refusal is not null && refusal == unknown ? 1 : 0;

            Assert.True(refusal is null || refusal == unknown, $"{name}, prompt {prompt}: {refusal}\n{Encoding.UTF8.GetString(output.Span)}");
        }

        Assert.Equal(unknown is not null, missed > 0);
    }

    private static string? Refusal(AnswerUnderTest answer, ReadOnlySpan<byte> json)
    {
        try
        {
            answer.Query.Read(json);
            return null;
        }
        catch (AnswerException exception)
        {
            return $"{exception.Rule} at {exception.Path}";
        }
    }
}

using System.Text;
using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Shapes;
using Querent.Answers.Suite.Values;

namespace Querent.Answers.Tests;

/// <summary>What <c>System.Text.Json</c> writes of random values is read by the generated readers.</summary>
public sealed class RoundTripTests
{
    private const int Seed = 6;
    private const int Cases = 250;

    public static TheoryData<string> Answers() => [.. AllAnswers.All.Select(answer => answer.Name)];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Any_value_that_System_Text_Json_writes_is_read_back_equal(string name)
        => ForAll(name, (_, json, _) => Encoding.UTF8.GetBytes(json));

    [Theory]
    [MemberData(nameof(Answers))]
    public void Order_white_space_escapes_and_forms_of_integers_change_nothing(string name)
        => ForAll(name, (answer, json, random) => NodeWriter.Write(SameAnswer.Vary(answer.Root, NodeReader.Read(json), random), random));

    private static void ForAll(string name, Func<AnswerUnderTest, string, Random, byte[]> vary)
    {
        AnswerUnderTest answer = AllAnswers.All.Single(answer => answer.Name == name);
        for (int i = 0; i < Cases; i++)
        {
            var random = new Random((Seed * Cases) + i);
            object? value = new ValueMaker(random).Make(answer.Answer);
            byte[] json = vary(answer, answer.Write(value), random);

            string? difference = Difference(answer, value, json);
            Assert.True(difference is null, $"{name}, seed {Seed}, case {i}: {difference}\n{Encoding.UTF8.GetString(json)}");
        }
    }

    private static string? Difference(AnswerUnderTest answer, object? value, byte[] json)
    {
        try
        {
            return ValueDifference.Of(answer.Answer, value, answer.Query.Read(json));
        }
        catch (AnswerException exception)
        {
            return $"{exception.Path} {exception.Rule}: {exception.Message}";
        }
    }
}

using System.Text;
using Querent.Answers.Suite.Mutations;
using Querent.Answers.Suite.Shapes;
using Querent.Answers.Suite.Values;

namespace Querent.Answers.Tests;

/// <summary>Right answers made wrong in one place.</summary>
public sealed class MutationTests
{
    private const int Seed = 7;
    private const int Cases = 1_000;

    public static TheoryData<string> Answers() => RoundTripTests.Answers();

    [Theory]
    [MemberData(nameof(Answers))]
    public void Any_single_mutation_outside_of_the_schema_is_refused_with_its_rule_at_its_path(string name)
    {
        AnswerUnderTest answer = AllAnswers.All.Single(answer => answer.Name == name);
        for (int i = 0; i < Cases; i++)
        {
            var random = new Random((Seed * Cases) + i);
            string right = answer.Write(new ValueMaker(random).Make(answer.Answer));
            (byte[] wrong, Mutation mutation) = new Mutator(random).Mutate(answer.Root, right);

            string refusal = Refusal(answer, wrong);
            Assert.True(
                refusal == $"{mutation.Rule} at {mutation.Path}",
                $"{name}, seed {Seed}, case {i}, {mutation.Name}: expected {mutation.Rule} at {mutation.Path}, got {refusal}\n{Encoding.UTF8.GetString(wrong)}");
        }
    }

    private static string Refusal(AnswerUnderTest answer, byte[] json)
    {
        try
        {
            answer.Query.Read(json);
            return "nothing";
        }
        catch (AnswerException exception)
        {
            return $"{exception.Rule} at {exception.Path}";
        }
    }
}

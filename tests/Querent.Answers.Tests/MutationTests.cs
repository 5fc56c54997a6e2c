using System.Text;
using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Mutations;
using Querent.Answers.Suite.Shapes;
using Querent.Answers.Suite.Values;

namespace Querent.Answers.Tests;

/// <summary>Right answers made wrong in one place.</summary>
public sealed class MutationTests
{
    private const int Seed = 7;
    private const int Cases = 1_000;
    private const int Samples = 20;
    private const int LeastConstraints = 40;

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

    [Fact]
    public void Every_constraint_of_the_types_here_is_broken_by_itself_in_some_way()
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        foreach (AnswerUnderTest answer in AllAnswers.Azure)
        {
            for (int i = 0; i < Samples; i++)
            {
                Node document = NodeReader.Read(answer.Write(new ValueMaker(new Random(i)).Make(answer.Answer)));
                foreach (Site site in Site.AllOf(answer.Root, document, other => document = other))
                {
                    all.UnionWith(site.Slot.Constraints.Select(constraint => $"{answer.Name} {site.Path} {constraint.GetType().Name}"));
                    broken.UnionWith(ConstraintMutations.Of(site).Select(mutation => $"{answer.Name} {site.Path} {mutation.Name.Split(' ')[^1]}"));
                }
            }
        }

        Assert.True(all.Count > LeastConstraints, $"{all.Count} constraints");
        Assert.Empty(all.Except(broken));
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

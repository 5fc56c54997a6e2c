using System.Globalization;
using System.Text;
using System.Text.Json;
using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Mutations;
using Querent.Answers.Suite.Shapes;
using Querent.Answers.Suite.Values;

namespace Querent.Answers.Tests.Schemas;

/// <summary>An independent validator and the generated readers judge the same answers.</summary>
public sealed class SchemaAgreementTests
{
    private const int Seed = 8;
    private const int CasesOfEach = 420;
    private const int LeastAgreed = 50_000;

    [Fact]
    public async Task Schema_and_reader_agree_on_every_answer_but_for_the_divergences_that_are_named()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var named = Divergence.All.ToDictionary(divergence => divergence.Name, _ => 0);
        int taken = 0, refused = 0;
        foreach (AnswerUnderTest answer in AllAnswers.Azure.Concat(AllAnswers.OpenAI))
        {
            SchemaJudge judge = await SchemaJudge.OfAsync(answer.Schema, token);
            using var schema = JsonDocument.Parse(answer.Schema);
            for (int i = 0; i < 3 * CasesOfEach; i++)
            {
                var random = new Random((Seed * 3 * CasesOfEach) + i);
                byte[] json = Case(answer, schema.RootElement, i % 3, random);
                bool? bySchema = judge.Accepts(json);
                AnswerException? refusal = Refusal(answer, json);
                if (bySchema == refusal is null)
                {
                    taken += refusal is null ? 1 : 0;
                    refused += refusal is null ? 0 : 1;
                    continue;
                }

                var found = new Disagreement(answer, json, AllAnswers.OpenAI.Contains(answer), bySchema, refusal);
                Divergence? divergence = Divergence.All.FirstOrDefault(divergence => divergence.Explains(found, judge));
                Assert.True(
                    divergence is not null,
                    $"{answer.Name}, seed {Seed}, case {i}: the schema says {bySchema}, the reader {refusal?.Rule ?? "yes"} at {refusal?.Path}: {refusal?.Message}\n{Encoding.UTF8.GetString(json)}");
                named[divergence.Name]++;
            }
        }

        string counts = string.Join("\n", named.Select(pair => $"{pair.Value,7} {pair.Key}"));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken + refused} agreed: {taken} taken, {refused} refused. Apart from them:\n{counts}"));
        Assert.True(taken + refused >= LeastAgreed, $"Only {taken + refused} answers were judged alike.");
        Assert.True(taken > LeastAgreed / 4 && refused > LeastAgreed / 4, $"{taken} taken, {refused} refused.");
        Assert.DoesNotContain(0, named.Values);
    }

    private static byte[] Case(AnswerUnderTest answer, JsonElement schema, int kind, Random random)
    {
        if (kind == 0)
        {
            return NodeWriter.Write(new GuidedJson(schema, random).Make(), random.Next(2) == 0 ? random : null);
        }

        string right = answer.Write(new ValueMaker(random).Make(answer.Answer));
        return kind == 2 ? new Mutator(random).Mutate(answer.Root, right).Json
            : random.Next(8) > 0 ? Encoding.UTF8.GetBytes(right)
            : NodeWriter.Write(SameAnswer.Vary(answer.Root, NodeReader.Read(right), random), random);
    }

    private static AnswerException? Refusal(AnswerUnderTest answer, byte[] json)
    {
        try
        {
            answer.Query.Read(json);
            return null;
        }
        catch (AnswerException exception)
        {
            return exception;
        }
    }
}

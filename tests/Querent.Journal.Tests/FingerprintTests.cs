namespace Querent.Journal.Tests;

public sealed class FingerprintTests
{
    private const string Model = "model";
    private static readonly byte[] Prompt = [1, 2, 3];

    [Fact]
    public void Whatever_an_answer_depends_on_makes_another_fingerprint()
    {
        byte[][] fingerprints =
        [
            Of(new()),
            Of(new(), model: "another"),
            Of(new(), schema: "{}"),
            Of(new(), limit: 7),
            Of(new() { Temperature = 0 }),
            Of(new() { TopP = 0.5 }),
            Of(new() { TopP = 0 }),
            Of(new() { Seed = 1L << 53 }),
            Of(new() { Seed = (1L << 53) + 1 }),   // the same to a double
            Of(new() { ReasoningEffort = "low" }),
            Of(new() { Stop = ["low"] }),
            new Fingerprints([Query(new(), "[]", 0)], Model).OfCall(0, [1, 2, 4]),
        ];

        Assert.Equal(fingerprints.Length, fingerprints.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(Of(new() { Seed = 5 }), Of(new() { Seed = 5 }));
    }

    private static byte[] Of(CompletionOptions options, string model = Model, string schema = "[]", int limit = 0)
        => new Fingerprints([Query(options, schema, limit)], model).OfCall(0, Prompt);

    private static QueryDefinition<string, bool> Query(CompletionOptions options, string schema, int limit)
        => new("Query", "hash", System.Text.Encoding.UTF8.GetBytes(schema), limit, static (_, _) => { }, static (ref AnswerReader _) => true) { Options = options };
}

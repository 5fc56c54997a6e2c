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

    [Fact]
    public void Whatever_is_asked_of_a_row_and_its_input_make_another_fingerprint_of_the_row()
    {
        QueryDefinition<string, bool> query = Query(new(), "[]", 0);
        QueryDefinition<string, bool> looksUp = Query(new(), "[]", 0, new LookupSource("Weights", "weights.csv", "1"));
        byte[] input = new byte[32];
        byte[][] fingerprints =
        [
            OfRow(Model, input, query),
            OfRow(Model, [.. Enumerable.Repeat((byte)1, 32)], query),
            OfRow("another", input, query),
            OfRow(Model, input, query, query),
            OfRow(Model, input, Query(new() { Seed = 1 }, "[]", 0)),
            OfRow(Model, input, Query(new(), "[]", 0, name: "Other")),
            OfRow(Model, input, Query(new(), "[]", 0, templateHash: "other")),
            OfRow(Model, input, looksUp),
            OfRow(Model, input, Query(new(), "[]", 0, new LookupSource("Weights", "weights.csv", "2"))),
        ];

        Assert.Equal(fingerprints.Length, fingerprints.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(OfRow(Model, input, looksUp), OfRow(Model, input, looksUp));
    }

    private static byte[] OfRow(string model, byte[] input, params QueryDefinition[] queries) => new Fingerprints([.. queries], model).OfRow(input);

    private static byte[] Of(CompletionOptions options, string model = Model, string schema = "[]", int limit = 0)
        => new Fingerprints([Query(options, schema, limit)], model).OfCall(0, Prompt);

    private static QueryDefinition<string, bool> Query(CompletionOptions options, string schema, int limit, LookupSource? lookup = null, string name = "Query", string templateHash = "hash")
        => new(name, templateHash, System.Text.Encoding.UTF8.GetBytes(schema), limit, static (_, _) => { }, static (ref AnswerReader _) => true)
        {
            Options = options,
            Lookups = lookup is null ? [] : [lookup],
        };
}

using Querent.Discretion;
using Querent.Emulator;

namespace Querent.Conformance;

public abstract partial class ConformanceTests<TTransport>
{
    private static readonly PictureInput Photo = new(new Uri("https://example.org/a%20photo?of=fruit"));

    [Fact]
    public async Task Values_images_and_examples_turns_are_on_the_wire_as_the_query_has_them()
    {
        EmulatorRequest sent = await SentAsync<PictureRow>("gpt-4o-mini", row => row.Name);

        Assert.Equal((0.3, 0.9, -7L, 50L, null), (sent.Temperature, sent.TopP, sent.Seed, sent.MaxOutputTokens, sent.ReasoningEffort));
        Assert.Equal(["\n\"END\"", "é"], sent.Stop);
        Assert.Equal("picture", sent.SchemaName);
        Assert.Equal(
            [
                new("system", "Name what you see."),
                new("user", "A round yellow fruit."),
                new("assistant", "{\"answer\":\"lemon\"}"),
                new EmulatorMessage("user", $"and \"{Canaries.Prompt}\"")
                {
                    Images = [new($"data:image/png;base64,{Convert.ToBase64String(PicturePlan.Picture)}", "low"), new("https://example.org/a%20photo?of=fruit", null)],
                },
            ],
            sent.Messages);
    }

    [Fact]
    public async Task A_reasoning_effort_is_on_the_wire_as_the_query_has_it()
    {
        EmulatorRequest sent = await SentAsync<ReasonedRow>("o3", row => row.Name);

        Assert.Equal("high", sent.ReasoningEffort);
        Assert.Equal((null, null, 0), (sent.TopP, sent.Seed, sent.Stop.Count));
    }

    private static async Task<EmulatorRequest> SentAsync<TRow>(string deployment, Func<TRow, string> name)
        where TRow : class, IQueryRow<TRow, PictureInput>
    {
        EmulatorRequest? sent = null;
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new EmulatorOptions
            {
                Http2Port = 0,
                ApiKey = Canaries.Key,
                Deployments = [deployment],
                Answer = request =>
                {
                    sent = request;
                    return new EmulatorAnswer($$"""{"answer":"{{Canaries.Answer}}"}""");
                },
            },
            Token);
        await using var executor = new RowExecutor(
            TTransport.Connect(new TransportTarget(emulator.Endpoint, emulator.Http2Endpoint!, deployment, Canaries.Key)),
            EchoRun.Options() with { LoggerFactory = new WatchedLogs(DiscretionWatch.Suite) });

        RowOutcome<TRow> outcome = await executor.AskAsync<TRow, PictureInput>(Photo, Token);

        DiscretionWatch.Suite.Look("an outcome's text", outcome.ToString());
        Assert.True(outcome.TryGetRow(out TRow? row, out RowFailure? failure), failure?.ToString());
        Assert.Equal(Canaries.Answer, name(row));
        return sent!;
    }
}

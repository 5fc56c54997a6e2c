using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Querent.Tests.Transport;

public class RequestValueTests
{
    private static readonly CompletionOptions All = new() { Temperature = 0.3, TopP = 0.9, Seed = -7, Stop = ["\n\"END\"", "é"], ReasoningEffort = "low" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_value_is_sent_as_the_api_spells_it()
    {
        JsonElement body = Ask.Body(Assert.Single(await SentAsync(options => options with { Deployment = "gpt-oss" }, Ask.Request with { Options = All })));

        Assert.Equal(
            ["model", "messages", "response_format", "max_tokens", "temperature", "top_p", "seed", "stop", "reasoning_effort"],
            body.EnumerateObject().Select(property => property.Name));
        Assert.Equal((0.3, 0.9, -7, "low"), (body.GetProperty("temperature").GetDouble(), body.GetProperty("top_p").GetDouble(), body.GetProperty("seed").GetInt64(), body.GetProperty("reasoning_effort").GetString()));
        Assert.Equal(["\n\"END\"", "é"], body.GetProperty("stop").EnumerateArray().Select(text => text.GetString()));
    }

    [Fact]
    public async Task What_a_query_leaves_out_is_the_transports_own()
    {
        List<string> sent = await SentAsync(
            options => options with { Deployment = "gpt-oss", Temperature = 0.5, ReasoningEffort = "high", BodyProperties = new JsonObject { ["seed"] = 1, ["top_p"] = 0.1, ["stop"] = "x", ["user"] = "u" } },
            Ask.Request with { Options = All },
            Ask.Request with { Options = CompletionOptions.None },
            Ask.Request);

        Assert.EndsWith(""","max_tokens":300,"temperature":0.5,"top_p":0.1,"seed":1,"stop":"x","reasoning_effort":"high"}""", sent[1], StringComparison.Ordinal);
        Assert.EndsWith(sent[1][^60..], sent[2], StringComparison.Ordinal);
        JsonElement own = Ask.Body(sent[0]);
        Assert.Equal(10, own.EnumerateObject().Select(property => property.Name).Distinct().Count());
        Assert.Equal(10, own.EnumerateObject().Count());
        Assert.Equal((0.3, 0.9, -7, "low"), (own.GetProperty("temperature").GetDouble(), own.GetProperty("top_p").GetDouble(), own.GetProperty("seed").GetInt64(), own.GetProperty("reasoning_effort").GetString()));
    }

    [Fact]
    public async Task Where_nothing_is_asked_beside_the_prompt_the_request_ends_behind_the_format()
    {
        string sent = Assert.Single(await SentAsync(options => options with { Deployment = "o3" }, Ask.Request with { MaxOutputTokens = null }));

        Assert.EndsWith($"\"response_format\":{Encoding.UTF8.GetString(Ask.Request.ResponseFormat.Span)}}}", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt-4o")]
    [InlineData("gpt-4")]
    public async Task Requests_of_one_row_are_equal_up_to_where_their_prompts_differ(string model)
    {
        const string shared = """{"role":"system","content":"Mark it."},{"role":"user","content":"The solution: 42. """;
        CompletionRequest[] cells =
        [
            Request("Mark it for clarity.", 100, CompletionOptions.None),
            Request("Mark it for length.", 20_000, new() { Temperature = 1, Stop = ["."] }),
            Request("Is it right?", null, new() { Seed = 4 }),
        ];

        List<string> sent = [.. (await SentAsync(options => options with { Deployment = model, Temperature = 0.2, BodyProperties = new JsonObject { ["user"] = "u", ["seed"] = 2 } }, cells)).Select(TextOfBody)];

        string start = $$"""{"model":"{{model}}","user":"u","messages":[{{shared}}""";
        Assert.All(sent, body => Assert.StartsWith(start, body, StringComparison.Ordinal));
        Assert.StartsWith($"{start}Mark it for clarity.\"}}", sent[0], StringComparison.Ordinal);

        static CompletionRequest Request(string ask, int? limit, CompletionOptions options)
            => new(Encoding.UTF8.GetBytes($$"""{{shared}}{{ask}}"}"""), Ask.Request.ResponseFormat, limit) { Options = options };
    }

    [Fact]
    public void The_bytes_of_the_same_values_are_made_once_and_never_mistaken_for_anothers()
    {
        var tails = new RequestTails(ModelSettings.Create("gpt-4o", null, null, null), BodyProperties.None);

        byte[] made = tails.Get(new() { Seed = 1, Stop = ["a"] }, 5);

        Assert.Same(made, tails.Get(new() { Seed = 1, Stop = ["a"] }, 5));
        Assert.Same(tails.Get(null, null), tails.Get(CompletionOptions.None, null));
        Assert.NotEqual(made, tails.Get(new() { Seed = 1, Stop = ["b"] }, 5));
        Assert.NotEqual(made, tails.Get(new() { Seed = 1, Stop = ["a"] }, 6));
        Assert.NotEqual(made, tails.Get(new() { Seed = 2, Stop = ["a"] }, 5));
    }

    [Fact]
    public void More_values_than_are_kept_are_right_all_the_same()
    {
        var tails = new RequestTails(ModelSettings.Create("o3", null, null, null), BodyProperties.None);

        Assert.All(Enumerable.Range(0, 2 * RequestTails.Capacity), seed => Assert.Equal($$""","seed":{{seed}}}""", Encoding.UTF8.GetString(tails.Get(new() { Seed = seed }, null))));
    }

    public static TheoryData<string, CompletionDemand, string?> Demands => new()
    {
        { "o3", Of(new() { Temperature = 0 }), "By its name 'o3' the model takes no temperature. Leave Temperature out of the query and of its row, or set Profile if this is another model." },
        { "gpt-5", Of(new() { TopP = 1 }), "By its name 'gpt-5' the model takes no top-p. Leave TopP out of the query and of its row, or set Profile if this is another model." },
        { "o4-mini", Of(new() { Stop = ["a"] }), "By its name 'o4-mini' the model takes no texts to stop at. Leave Stop out of the query and of its row, or set Profile if this is another model." },
        { "gpt-4o", Of(new() { ReasoningEffort = "low" }), "By its name 'gpt-4o' the model takes no reasoning effort. Leave ReasoningEffort out of the query and of its row, or set Profile if this is another model." },
        { "o3", Of(new() { ReasoningEffort = "minimal" }), "By its name 'o3' the model takes no such reasoning effort, only low, medium, high. Leave ReasoningEffort out of the query and of its row, or set Profile if this is another model." },
        { "gpt-4", Of(new(), usesImages: true), "By its name 'gpt-4' the model sees no images. Ask one that does, or set Profile if this is another model." },
        { "gpt-4", Of(new() { Temperature = 1, TopP = 0.5, Seed = 1, Stop = ["a"] }), null },
        { "gpt-4o", Of(CompletionOptions.None, usesImages: true), null },
        { "o3", Of(new() { Seed = 1, ReasoningEffort = "low", Stop = default }, usesImages: true), null },
    };

    [Theory]
    [MemberData(nameof(Demands))]
    public async Task What_a_model_refuses_is_told_before_anything_is_sent(string model, CompletionDemand demand, string? obstacle)
    {
        await using var transport = new ChatCompletionsTransport(Ask.Options() with { Deployment = model });

        Assert.Equal(obstacle, transport.FindObstacle(demand));
    }

    private static CompletionDemand Of(CompletionOptions options, bool usesImages = false) => new(options, usesImages);

    private static async Task<List<string>> SentAsync(Func<ChatCompletionsOptions, ChatCompletionsOptions> change, params CompletionRequest[] requests)
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", Ask.Answer));
        await using var transport = new ChatCompletionsTransport(change(Ask.Options(server.Endpoint)));
        foreach (CompletionRequest request in requests)
        {
            (await transport.SendAsync(request, Token)).Reply!.Dispose();
        }

        return [.. server.Requests];
    }

    private static string TextOfBody(string sent) => sent[(sent.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}

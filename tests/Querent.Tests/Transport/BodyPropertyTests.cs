using System.Text.Json;
using System.Text.Json.Nodes;

namespace Querent.Tests.Transport;

public class BodyPropertyTests
{
    [Fact]
    public async Task Properties_of_the_callers_stand_in_the_body_beside_the_transports_own()
    {
        JsonElement body = Ask.Body(await Ask.SentAsync(options => options with
        {
            BodyProperties = new JsonObject { ["seed"] = 7, ["service_tier"] = "flex", ["metadata"] = new JsonObject { ["grüß"] = "\"x\"" }, ["stop"] = null, ["n"] = 1 },
        }));

        Assert.Equal((7, "flex", JsonValueKind.Null, 1), (body.GetProperty("seed").GetInt32(), body.GetProperty("service_tier").GetString(), body.GetProperty("stop").ValueKind, body.GetProperty("n").GetInt32()));
        Assert.Equal("\"x\"", body.GetProperty("metadata").GetProperty("grüß").GetString());
        Assert.Equal("hello", body.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal("m", body.GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_change_after_the_transports_creation_has_no_effect()
    {
        var properties = new JsonObject { ["metadata"] = new JsonObject { ["a"] = 1 } };
        await using var server = new RawServer(_ => RawServer.Http("200 OK", Ask.Answer));
        await using var transport = new ChatCompletionsTransport(Ask.Options(server.Endpoint) with { BodyProperties = properties });
        properties["stream"] = true;
        properties["metadata"]!["a"] = 2;

        (await transport.SendAsync(Ask.Request, TestContext.Current.CancellationToken)).Reply!.Dispose();

        JsonElement body = Ask.Body(Assert.Single(server.Requests));
        Assert.Equal(1, body.GetProperty("metadata").GetProperty("a").GetInt32());
        Assert.False(body.TryGetProperty("stream", out _));
    }

    [Theory]
    [InlineData("model", "Set Deployment.")]
    [InlineData("messages", "It is generated from the row type.")]
    [InlineData("response_format", "It is generated from the row type.")]
    [InlineData("max_tokens", "Set MaxOutputTokens of the query.")]
    [InlineData("max_completion_tokens", "Set MaxOutputTokens of the query.")]
    [InlineData("temperature", "Set Temperature.")]
    [InlineData("reasoning_effort", "Set ReasoningEffort.")]
    [InlineData("stream", "A query has one answer in one piece: leave it out.")]
    [InlineData("n", "A query has one answer in one piece: leave it out.")]
    [InlineData("tools", "Tools are not offered to the model: bring an IChatClient that calls them, with the package Querent.Extensions.AI.")]
    [InlineData("functions", "Tools are not offered to the model: bring an IChatClient that calls them, with the package Querent.Extensions.AI.")]
    public void What_would_break_the_request_or_the_answer_is_refused_with_what_to_use_instead(string name, string instead) => Assert.Equal(
        ("BodyProperties", $"The body property '{name}' cannot be set. {instead}"),
        Ask.Refusal(options => options with { BodyProperties = new JsonObject { [name] = 2 } }));
}

using System.ClientModel.Primitives;
using System.Net;
using System.Text.Json;
using Azure.AI.OpenAI;
using Azure.Identity;
using Querent.Tests;

namespace Querent.AzureOpenAI.Tests;

public class RequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_carries_the_clients_key_and_the_generated_bytes()
    {
        await using var server = new RawServer(_ => Wire.Answer);
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint);

        using CompletionReply reply = (await transport.SendAsync(Wire.Request, Token)).Reply!;

        Assert.Equal(("{}", "gpt-4o", FinishReason.Stop, "id-1"), (Wire.Text(reply), reply.Model, reply.FinishReason, reply.RequestId));
        Assert.Equal(new TokenUsage { InputTokens = 1, OutputTokens = 2 }, reply.Usage);
        string sent = Assert.Single(server.Requests);
        Assert.StartsWith("POST /openai/deployments/my%20model/chat/completions?api-version=", sent, StringComparison.Ordinal);
        Assert.Contains($"\r\napi-key: {Wire.Key}\r\n", sent, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", sent, StringComparison.Ordinal);
        using JsonDocument body = JsonDocument.Parse(sent[(sent.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        Assert.Equal(["model", "messages", "response_format", "max_completion_tokens", "temperature"], body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("grüß \"dich\"", body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_reasoning_models_profile_sends_its_effort_and_no_temperature()
    {
        await using var server = new RawServer(_ => Wire.Answer);
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint, options: new() { Profile = ModelProfile.For("o4-mini"), ReasoningEffort = "low" });

        (await transport.SendAsync(Wire.Request with { MaxOutputTokens = null }, Token)).Reply!.Dispose();

        string sent = Assert.Single(server.Requests);
        Assert.Contains("\"reasoning_effort\":\"low\"", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("temperature", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("max_", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_schemas_is_told_of_them_in_a_message_and_its_fence_is_taken_off()
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", """{"choices":[{"finish_reason":"stop","message":{"content":"```json\n{}\n```"}}]}"""));
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint, options: new() { Profile = ModelProfile.For("gpt-4") });

        using CompletionReply reply = (await transport.SendAsync(Wire.Request, Token)).Reply!;

        Assert.Equal("{}", Wire.Text(reply));
        string sent = Assert.Single(server.Requests);
        using JsonDocument body = JsonDocument.Parse(sent[(sent.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        Assert.Equal(["model", "messages", "max_tokens", "temperature"], body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Contains("\"row\"", body.RootElement.GetProperty("messages")[1].GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_query_sets_goes_before_what_the_transport_sets()
    {
        await using var server = new RawServer(_ => Wire.Answer);
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint, options: new() { Temperature = 0.5 });

        (await transport.SendAsync(Wire.Request with { Options = new() { Temperature = 1, Seed = 7 } }, Token)).Reply!.Dispose();
        (await transport.SendAsync(Wire.Request, Token)).Reply!.Dispose();

        Assert.Collection(
            server.Requests,
            sent => Assert.EndsWith("\"max_completion_tokens\":300,\"temperature\":1,\"seed\":7}", sent, StringComparison.Ordinal),
            sent => Assert.EndsWith("\"max_completion_tokens\":300,\"temperature\":0.5}", sent, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_query_asks_and_the_profile_does_not_take_is_told()
    {
        AzureOpenAITransport transport = Wire.Connect(new Uri("https://r.example"), options: new() { Profile = ModelProfile.For("o3") });

        Assert.Equal(
            "By its profile the model takes no temperature. Leave Temperature out of the query and of its row, or set Profile if this is another model.",
            transport.FindObstacle(new(new() { Temperature = 0 }, UsesImages: false)));
        Assert.Null(transport.FindObstacle(new(new() { Seed = 1 }, UsesImages: true)));
    }

    [Fact]
    public void What_the_profile_does_not_take_is_refused()
    {
        Assert.Throws<ArgumentException>("ReasoningEffort", () => Wire.Connect(new Uri("https://r.example"), options: new() { ReasoningEffort = "low" }));
        Assert.Throws<ArgumentException>("Temperature", () => Wire.Connect(new Uri("https://r.example"), options: new() { Profile = ModelProfile.For("o3"), Temperature = 0 }));
    }

    [Fact]
    public async Task A_policy_of_the_callers_sees_the_request_and_what_it_adds_is_sent()
    {
        var policy = new RecordingPolicy();
        var options = new AzureOpenAIClientOptions();
        options.AddPolicy(policy, PipelinePosition.PerCall);
        await using var server = new RawServer(_ => Wire.Answer);
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint, options);

        (await transport.SendAsync(Wire.Request, Token)).Reply!.Dispose();

        Assert.Equal(1, policy.Requests);
        Assert.Contains("\r\nx-marked-by: the-caller\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transport_of_the_callers_sends_the_request()
    {
        await using var proxy = new RawServer(_ => Wire.Answer);
        using var http = new HttpClient(new HttpClientHandler { Proxy = new WebProxy(proxy.Endpoint), UseProxy = true });
        await using AzureOpenAITransport transport = Wire.Connect(
            new Uri("http://127.0.0.1:9"), new AzureOpenAIClientOptions { Transport = new HttpClientPipelineTransport(http) });

        (await transport.SendAsync(Wire.Request, Token)).Reply!.Dispose();

        Assert.StartsWith("POST http://127.0.0.1:9/openai/deployments/my%20model/", Assert.Single(proxy.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_is_still_the_callers_when_its_transport_is_disposed_of()
    {
        await using var server = new RawServer(_ => Wire.Answer);
        var client = new AzureOpenAIClient(server.Endpoint, new System.ClientModel.ApiKeyCredential(Wire.Key));
        await new AzureOpenAITransport(client, "m").DisposeAsync();

        await using var transport = new AzureOpenAITransport(client, "m");

        (await transport.SendAsync(Wire.Request, Token)).Reply!.Dispose();
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_credential_without_a_token_fails_the_query_for_good_and_sends_nothing()
    {
        QueryError error = await ErrorWithCredentialAsync(new CredentialUnavailableException("a secret text"));

        Assert.Equal((QueryErrorKind.Authentication, false), (error.Kind, error.IsTransient));
    }

    [Fact]
    public async Task A_credential_that_did_not_reach_its_service_may_be_asked_again()
    {
        QueryError error = await ErrorWithCredentialAsync(new AuthenticationFailedException("a secret text", new Azure.RequestFailedException(503, "a secret text")));

        Assert.Equal((QueryErrorKind.Authentication, true), (error.Kind, error.IsTransient));
    }

    private static async Task<QueryError> ErrorWithCredentialAsync(Exception failure)
    {
        await using var server = new RawServer(_ => Wire.Answer);
        await using var transport = new AzureOpenAITransport(new AzureOpenAIClient(server.Endpoint, new FixedToken("", failure)), "m");

        QueryError error = (await transport.SendAsync(Wire.Request, Token)).Error!;

        Assert.Empty(server.Requests);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        return error;
    }
}

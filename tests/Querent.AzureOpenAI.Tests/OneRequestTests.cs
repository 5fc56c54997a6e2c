using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Querent.Tests;

namespace Querent.AzureOpenAI.Tests;

public class OneRequestTests
{
    private static string Busy { get; } = RawServer.Http("429 Too Many Requests", """{"error":{"code":"429"}}""", "retry-after-ms: 1\r\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_left_to_its_defaults_would_make_four_requests_of_one()
    {
        await using var server = new RawServer(_ => Busy);
        var client = new AzureOpenAIClient(server.Endpoint, new System.ClientModel.ApiKeyCredential(Wire.Key));

        await client.GetChatClient("m").CompleteChatAsync(
            System.ClientModel.BinaryContent.Create(BinaryData.FromString("{}")), new RequestOptions { ErrorOptions = ClientErrorBehaviors.NoThrow, CancellationToken = Token });

        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData("429 Too Many Requests", QueryErrorKind.Throttled)]
    [InlineData("408 Request Timeout", QueryErrorKind.TimedOut)]
    [InlineData("500 Internal Server Error", QueryErrorKind.ServerError)]
    [InlineData("503 Service Unavailable", QueryErrorKind.ServerError)]
    public async Task The_same_client_makes_one_request_an_attempt_here(string status, QueryErrorKind kind)
    {
        await using var server = new RawServer(_ => RawServer.Http(status, "{}", "retry-after-ms: 1\r\n"));
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint);

        QueryError error = (await transport.SendAsync(Wire.Request, Token)).Error!;

        Assert.Equal((kind, true, TimeSpan.FromMilliseconds(1)), (error.Kind, error.IsTransient, error.RetryAfter));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_broken_connection_is_not_tried_again_either()
    {
        await using var server = new RawServer(_ => "HTTP/1.1 200 OK\r\nContent-Len");
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint);

        QueryError error = (await transport.SendAsync(Wire.Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.Connection, true), (error.Kind, error.IsTransient));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_retry_policy_that_sends_again_regardless_is_held_back_and_the_error_says_how_to_mend_it()
    {
        await using var server = new RawServer(_ => Busy);
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint, new AzureOpenAIClientOptions { RetryPolicy = new StubbornRetryPolicy() });

        QueryError error = (await transport.SendAsync(Wire.Request, Token)).Error!;

        Assert.Single(server.Requests);
        Assert.Equal((QueryErrorKind.Rejected, false), (error.Kind, error.IsTransient));
        Assert.Contains("RetryPolicy = new ClientRetryPolicy(0)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_so_the_key_stays_with_the_endpoint()
    {
        await using var elsewhere = new RawServer(_ => Wire.Answer);
        await using var server = new RawServer(_ => RawServer.Http("307 Temporary Redirect", "", $"Location: {elsewhere.Endpoint}\r\n"));
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint);

        QueryError error = (await transport.SendAsync(Wire.Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.Rejected, 307), (error.Kind, error.StatusCode));
        Assert.Empty(elsewhere.Requests);
    }
}

using System.Text;
using System.Text.Json;

namespace Querent.Tests.Transport;

public class ChatCompletionsTransportTests
{
    private const string Answer = """{"model":"gpt-4o","choices":[{"finish_reason":"stop","message":{"content":"{}"}}],"usage":{"prompt_tokens":1,"completion_tokens":2}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CompletionRequest Request { get; } = new(
        """{"role":"user","content":"grüß \"dich\""}"""u8.ToArray(),
        """{"type":"json_schema"}"""u8.ToArray(),
        300);

    [Theory]
    [InlineData(null, "POST /openai/v1/chat/completions HTTP/1.1")]
    [InlineData("2024-10-21", "POST /openai/deployments/my%20model/chat/completions?api-version=2024-10-21 HTTP/1.1")]
    public async Task A_request_carries_key_model_messages_and_schema_in_either_form_of_the_url(string? version, string requestLine)
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", Answer));
        await using ChatCompletionsTransport transport = To(server.Endpoint, version);

        CompletionResult result = await transport.SendAsync(Request, Token);

        using CompletionReply reply = result.Reply!;
        Assert.Equal("{}", Encoding.UTF8.GetString(reply.Content!.Value.Span));
        Assert.Equal(("gpt-4o", FinishReason.Stop), (reply.Model, reply.FinishReason));
        string sent = Assert.Single(server.Requests);
        Assert.StartsWith(requestLine, sent, StringComparison.Ordinal);
        Assert.Contains("\r\napi-key: the-key\r\n", sent, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(sent[(sent.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        Assert.Equal("my model", body.RootElement.GetProperty("model").GetString());
        Assert.Equal(0, body.RootElement.GetProperty("temperature").GetDouble());
        Assert.Equal(300, body.RootElement.GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal("grüß \"dich\"", body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal("json_schema", body.RootElement.GetProperty("response_format").GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_request_without_a_token_limit_to_a_model_that_takes_no_temperature_leaves_both_out()
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", Answer));
        await using var transport = new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = server.Endpoint, Deployment = "o4-mini", ApiKey = "k" });

        (await transport.SendAsync(Request with { MaxOutputTokens = null }, Token)).Reply!.Dispose();

        string sent = Assert.Single(server.Requests);
        Assert.DoesNotContain("temperature", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("max_", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_so_the_key_stays_with_the_endpoint()
    {
        await using var elsewhere = new RawServer(_ => RawServer.Http("200 OK", Answer));
        await using var server = new RawServer(_ => RawServer.Http("307 Temporary Redirect", "", $"Location: {elsewhere.Endpoint}\r\n"));
        await using ChatCompletionsTransport transport = To(server.Endpoint);

        CompletionResult result = await transport.SendAsync(Request, Token);

        Assert.Equal((QueryErrorKind.Rejected, 307, false), (result.Error!.Kind, result.Error.StatusCode, result.Error.IsTransient));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_a_transient_error_of_the_connection()
    {
        var server = new RawServer(_ => "");
        Uri endpoint = server.Endpoint;
        await server.DisposeAsync();
        await using ChatCompletionsTransport transport = To(endpoint);

        QueryError error = (await transport.SendAsync(Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.Connection, true), (error.Kind, error.IsTransient));
        Assert.Contains("refuses connections", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"model\":\"gpt")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"model\":")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("")]
    [InlineData("not HTTP at all\r\n\r\n")]
    public async Task A_reply_that_is_cut_off_is_a_transient_error_of_the_connection(string response)
    {
        await using var server = new RawServer(_ => response);
        await using ChatCompletionsTransport transport = To(server.Endpoint);

        QueryError error = (await transport.SendAsync(Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.Connection, true), (error.Kind, error.IsTransient));
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"choices\":")]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{}")]
    public async Task A_reply_that_is_no_chat_completion_is_malformed(string body)
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", body));
        await using ChatCompletionsTransport transport = To(server.Endpoint);

        QueryError error = (await transport.SendAsync(Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.Malformed, 200, false), (error.Kind, error.StatusCode, error.IsTransient));
        Assert.DoesNotContain("Welcome", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_longer_than_allowed_is_not_read_to_its_end()
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", new string('x', 100_000)));
        await using var transport = new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = server.Endpoint, Deployment = "m", ApiKey = "k", MaxReplyBytes = 10_000 });

        QueryError error = (await transport.SendAsync(Request, Token)).Error!;

        Assert.Equal(QueryErrorKind.Malformed, error.Kind);
        Assert.Contains("10000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("503 Service Unavailable", 100_000, 100_000, QueryErrorKind.ServerError, true)]
    [InlineData("429 Too Many Requests", 100_000, 500, QueryErrorKind.Throttled, true)]
    [InlineData("401 Unauthorized", 100_000, 500, QueryErrorKind.Authentication, false)]
    public async Task The_status_decides_however_long_the_error_page_is_and_however_much_of_it_arrives(string status, int length, int sent, QueryErrorKind kind, bool isTransient)
    {
        await using var server = new RawServer(_ => $"HTTP/1.1 {status}\r\nRetry-After: 7\r\nContent-Length: {length}\r\n\r\n{new string('x', sent)}");
        await using ChatCompletionsTransport transport = To(server.Endpoint);

        QueryError error = (await transport.SendAsync(Request, Token)).Error!;

        Assert.Equal((kind, isTransient, TimeSpan.FromSeconds(7)), (error.Kind, error.IsTransient, error.RetryAfter));
    }

    [Fact]
    public async Task A_long_reply_in_pieces_is_read_whole()
    {
        string text = new('ü', 200_000);
        string body = $$"""{"choices":[{"message":{"content":"{{text}}"},"finish_reason":"stop"}]}""";
        string chunks = string.Concat(body.Chunk(7_001).Select(piece => $"{Encoding.UTF8.GetByteCount(piece):x}\r\n{new string(piece)}\r\n")) + "0\r\n\r\n";
        await using var server = new RawServer(_ => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks);
        await using ChatCompletionsTransport transport = To(server.Endpoint);

        using CompletionReply reply = (await transport.SendAsync(Request, Token)).Reply!;

        Assert.Equal(text, Encoding.UTF8.GetString(reply.Content!.Value.Span));
        Assert.Equal(default, reply.Usage);
    }

    [Theory]
    [InlineData("http://example.com", "k", "https")]
    [InlineData("ftp://127.0.0.1", "k", "https")]
    [InlineData("https://example.com", "a key", "key")]
    [InlineData("https://example.com", "a\nkey", "key")]
    public void A_key_that_would_travel_in_the_clear_or_not_at_all_is_refused(string endpoint, string key, string says)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = new Uri(endpoint), Deployment = "m", ApiKey = key }));

        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a key", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://r.openai.azure.com", "https://r.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("https://r.openai.azure.com/", "https://r.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("https://r.openai.azure.com/openai/v1/", "https://r.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("https://gateway.example/team/openai", "https://gateway.example/team/openai/v1/chat/completions")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/openai/v1/chat/completions")]
    public void The_endpoint_may_be_given_with_or_without_its_path(string endpoint, string url)
        => Assert.Equal(url, new ChatCompletionsOptions { Endpoint = new Uri(endpoint), Deployment = "m", ApiKey = "k" }.Validate().AbsoluteUri);

    [Fact]
    public void The_options_do_not_print_the_key()
        => Assert.DoesNotContain("secret", new ChatCompletionsOptions { Endpoint = new Uri("https://r.example"), Deployment = "m", ApiKey = "secret" }.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Missing_variables_are_named()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => ChatCompletionsEnvironment.Read(name => name == "AZURE_OPENAI_API_KEY" ? "secret" : null));

        Assert.Contains("AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AZURE_OPENAI_API_KEY", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com", "key", "AZURE_OPENAI_ENDPOINT")]
    [InlineData("https://example.com", "a key", "AZURE_OPENAI_API_KEY")]
    public void A_wrong_variable_is_named(string endpoint, string key, string variable)
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => ChatCompletionsEnvironment.Read(name => name switch
        {
            "AZURE_OPENAI_ENDPOINT" => endpoint,
            "AZURE_OPENAI_DEPLOYMENT" => "m",
            "AZURE_OPENAI_API_KEY" => key,
            _ => null,
        }));

        Assert.Contains(variable, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a key", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deployment_is_meant_as_soon_as_one_variable_is_set()
    {
        Assert.False(ChatCompletionsEnvironment.IsSet(name => name == "AZURE_OPENAI_API_VERSION" ? "2024-10-21" : null));
        Assert.True(ChatCompletionsEnvironment.IsSet(name => name == "AZURE_OPENAI_DEPLOYMENT" ? "m" : null));
    }

    [Fact]
    public void Variables_become_options()
    {
        ChatCompletionsOptions options = ChatCompletionsEnvironment.Read(name => name switch
        {
            "AZURE_OPENAI_ENDPOINT" => " https://r.openai.azure.com/ ",
            "AZURE_OPENAI_DEPLOYMENT" => "gpt-4o",
            "AZURE_OPENAI_API_KEY" => "key\n",
            "AZURE_OPENAI_API_VERSION" => "2024-10-21",
            _ => null,
        });

        Assert.Equal(("gpt-4o", "key", "2024-10-21"), (options.Deployment, options.ApiKey, options.ApiVersion));
        Assert.Throws<InvalidOperationException>(() => ChatCompletionsEnvironment.Read(_ => "not an address"));
    }

    private static ChatCompletionsTransport To(Uri endpoint, string? version = null)
        => new(new ChatCompletionsOptions { Endpoint = endpoint, Deployment = "my model", ApiKey = "the-key", ApiVersion = version });
}

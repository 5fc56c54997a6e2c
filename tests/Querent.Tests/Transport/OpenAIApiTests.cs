namespace Querent.Tests.Transport;

public class OpenAIApiTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://gateway.example", "https://gateway.example/chat/completions")]
    [InlineData("https://gateway.example/a/b?team=x&tag=1", "https://gateway.example/a/b/chat/completions?team=x&tag=1")]
    [InlineData("https://gateway.example/a/chat/completions?team=x", "https://gateway.example/a/chat/completions?team=x")]
    [InlineData("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/chat/completions")]
    public void A_base_url_gets_its_path_unless_it_has_it(string endpoint, string url)
        => Assert.Equal(url, (Ask.Options(new Uri(endpoint)) with { Api = ChatCompletionsApi.OpenAI }).Validate().AbsoluteUri);

    [Fact]
    public async Task The_key_goes_as_a_bearer_token_and_nothing_of_azures_goes_along()
    {
        string sent = await Ask.SentAsync(options => options with { Api = ChatCompletionsApi.OpenAI, Endpoint = new Uri(options.Endpoint, "v1?team=x"), Deployment = "my model" });

        Assert.StartsWith("POST /v1/chat/completions?team=x HTTP/1.1", sent, StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: Bearer the-key\r\n", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("api-key", sent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("my model", Ask.Body(sent).GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_server_on_this_machine_may_do_without_a_key()
        => Assert.DoesNotContain("Authorization", await Ask.SentAsync(options => options with { Api = ChatCompletionsApi.OpenAI, ApiKey = null }), StringComparison.Ordinal);

    [Theory]
    [InlineData(ChatCompletionsApi.OpenAI, "https://api.example/v1")]
    [InlineData(ChatCompletionsApi.AzureOpenAI, "http://127.0.0.1:8080")]
    public void Any_other_endpoint_may_not(ChatCompletionsApi api, string endpoint) => Assert.Equal(
        ("ApiKey", "Set ApiKey or TokenProvider. Only an OpenAI-compatible endpoint on this machine (127.0.0.1) may do without."),
        Ask.Refusal(options => options with { Api = api, Endpoint = new Uri(endpoint), ApiKey = null }));

    [Fact]
    public void A_version_is_refused_since_the_url_has_none() => Assert.Equal(
        ("ApiVersion", "ApiVersion selects a form of Azure OpenAI's URL, which an OpenAI-compatible endpoint does not have. Leave it null."),
        Ask.Refusal(options => options with { Api = ChatCompletionsApi.OpenAI, ApiVersion = "2024-10-21" }));

    [Fact]
    public void An_api_that_is_none_is_refused()
        => Assert.Equal(("Api", "Api is none of ChatCompletionsApi."), Ask.Refusal(options => options with { Api = (ChatCompletionsApi)7 }));

    [Theory]
    [InlineData(ChatCompletionsApi.OpenAI)]
    [InlineData(ChatCompletionsApi.AzureOpenAI)]
    public void A_user_name_in_the_address_is_refused_without_being_quoted(ChatCompletionsApi api)
    {
        (string? option, string message) = Ask.Refusal(options => options with { Api = api, Endpoint = new Uri("https://me:secret@r.example/v1") });

        Assert.Equal(("Endpoint", "The endpoint holds a user name or password, which is not sent. Set ApiKey or TokenProvider, or Headers for a gateway."), (option, message));
    }

    [Fact]
    public void The_options_print_neither_key_nor_query_nor_headers()
    {
        ChatCompletionsOptions options = Ask.Options(new Uri("https://r.example/v1?code=secret")) with
        {
            Api = ChatCompletionsApi.OpenAI,
            ApiKey = "secret",
            Headers = new Dictionary<string, string> { ["X-Key"] = "secret" },
        };

        Assert.Equal("https://r.example/v1 m", options.ToString());
    }

    [Fact]
    public async Task An_account_without_credit_is_not_asked_again()
    {
        await using var server = new RawServer(_ => RawServer.Http("429 Too Many Requests", """{"error":{"code":"insufficient_quota"}}"""));
        await using var transport = new ChatCompletionsTransport(Ask.Options(server.Endpoint) with { Api = ChatCompletionsApi.OpenAI });

        QueryError error = await transport.ErrorAsync();

        Assert.Equal((QueryErrorKind.Throttled, "insufficient_quota", false), (error.Kind, error.Code, error.IsTransient));
    }
}

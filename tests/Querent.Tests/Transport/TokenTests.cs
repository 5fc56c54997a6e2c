namespace Querent.Tests.Transport;

public class TokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ChatCompletionsApi.AzureOpenAI)]
    [InlineData(ChatCompletionsApi.OpenAI)]
    public async Task Each_attempt_carries_the_token_that_it_was_given(ChatCompletionsApi api)
    {
        int calls = 0;
        await using var server = new RawServer(_ => RawServer.Http("200 OK", Ask.Answer));
        await using ChatCompletionsTransport transport = With(server.Endpoint, _ => new ValueTask<string>($"token-{++calls}"), api);

        (await transport.SendAsync(Ask.Request, Token)).Reply!.Dispose();
        (await transport.SendAsync(Ask.Request, Token)).Reply!.Dispose();

        Assert.Collection(
            server.Requests,
            sent => Assert.Contains("\r\nAuthorization: Bearer token-1\r\n", sent, StringComparison.Ordinal),
            sent => Assert.Contains("\r\nAuthorization: Bearer token-2\r\n", sent, StringComparison.Ordinal));
        Assert.All(server.Requests, sent => Assert.DoesNotContain("api-key", sent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_token_and_a_key_exclude_each_other() => Assert.Equal(
        ("TokenProvider", "Set ApiKey or TokenProvider, not both."), Ask.Refusal(options => options with { TokenProvider = _ => new("t") }));

    [Fact]
    public void A_token_would_not_travel_in_the_clear() => Assert.Equal(
        "Endpoint", Ask.Refusal(options => options with { Endpoint = new Uri("http://r.example"), ApiKey = null, TokenProvider = _ => new("t") }).Option);

    [Fact]
    public async Task What_the_function_throws_fails_the_query_for_good_and_only_its_type_is_told()
    {
        foreach (Exception thrown in new Exception[] { new InvalidOperationException("a secret"), new HttpRequestException("a secret"), new OperationCanceledException("a secret") })
        {
            QueryError at_once = await ErrorAsync(_ => throw thrown);
            QueryError later = await ErrorAsync(async _ =>
            {
                await Task.Yield();
                throw thrown;
            });

            Assert.Equal(at_once, later);
            Assert.Equal((QueryErrorKind.Authentication, $"TokenProvider threw {thrown.GetType().FullName}.", false, null), (later.Kind, later.Message, later.IsTransient, later.Exception));
        }
    }

    [Theory]
    [InlineData(null, "TokenProvider gave no token.")]
    [InlineData("", "TokenProvider gave no token.")]
    [InlineData("a secret", "TokenProvider gave a token that holds a space, a line break or another character that a header cannot carry.")]
    [InlineData("a\r\nX-Secret: 1", "TokenProvider gave a token that holds a space, a line break or another character that a header cannot carry.")]
    public async Task A_token_that_cannot_be_sent_is_an_error_without_its_text(string? token, string message)
    {
        QueryError error = await ErrorAsync(_ => new ValueTask<string>(token!));

        Assert.Equal(new QueryError(QueryErrorKind.Authentication, message), error);
    }

    [Fact]
    public async Task Cancelling_the_attempt_ends_a_function_that_does_not_heed_it()
    {
        var never = new TaskCompletionSource<string>();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using ChatCompletionsTransport transport = With(new Uri("http://127.0.0.1:9"), _ => new ValueTask<string>(never.Task));
        Task<CompletionResult> sent = transport.SendAsync(Ask.Request, cancelled.Token).AsTask();

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    [Fact]
    public async Task The_function_is_given_the_attempts_token()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using ChatCompletionsTransport transport = With(new Uri("http://127.0.0.1:9"), cancellationToken =>
        {
            cancelled.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
            return new ValueTask<string>("t");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(Ask.Request, cancelled.Token).AsTask());
    }

    private static ChatCompletionsTransport With(Uri endpoint, Func<CancellationToken, ValueTask<string>> tokens, ChatCompletionsApi api = ChatCompletionsApi.AzureOpenAI)
        => new(Ask.Options(endpoint) with { Api = api, ApiKey = null, TokenProvider = tokens });

    private static async Task<QueryError> ErrorAsync(Func<CancellationToken, ValueTask<string>> tokens)
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", Ask.Answer));
        await using ChatCompletionsTransport transport = With(server.Endpoint, tokens);

        QueryError error = await transport.ErrorAsync();

        Assert.Empty(server.Requests);
        return error;
    }
}

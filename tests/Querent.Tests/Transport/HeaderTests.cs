namespace Querent.Tests.Transport;

public class HeaderTests
{
    [Fact]
    public async Task Headers_of_the_callers_go_along_beside_the_transports_own()
    {
        string sent = await Ask.SentAsync(With(("OpenAI-Project", "p 1"), ("User-Agent", "mine/1.0"), ("x-ms-client-request-id", "")));

        Assert.Contains("\r\nOpenAI-Project: p 1\r\n", sent, StringComparison.Ordinal);
        Assert.Contains("\r\nUser-Agent: mine/1.0\r\n", sent, StringComparison.Ordinal);
        Assert.Contains("\r\nx-ms-client-request-id: \r\n", sent, StringComparison.Ordinal);
        Assert.Contains("\r\napi-key: the-key\r\n", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_after_the_transports_creation_has_no_effect()
    {
        var headers = new Dictionary<string, string> { ["X-A"] = "1" };
        await using var server = new RawServer(_ => RawServer.Http("200 OK", Ask.Answer));
        await using var transport = new ChatCompletionsTransport(Ask.Options(server.Endpoint) with { Headers = headers });
        headers["X-A"] = "2";
        headers["X-B"] = "3";

        (await transport.SendAsync(Ask.Request, TestContext.Current.CancellationToken)).Reply!.Dispose();

        string sent = Assert.Single(server.Requests);
        Assert.Contains("\r\nX-A: 1\r\n", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("X-B", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization", "Set ApiKey or TokenProvider.")]
    [InlineData("API-KEY", "Set ApiKey or TokenProvider.")]
    [InlineData("content-type", "The body is the transport's own.")]
    [InlineData("Content-Length", "The body is the transport's own.")]
    [InlineData("Host", "It is the endpoint's.")]
    [InlineData("Accept-Encoding", "A compressed reply would not be read.")]
    [InlineData("Connection", "The connection's headers are the transport's own.")]
    [InlineData("Transfer-Encoding", "The connection's headers are the transport's own.")]
    [InlineData("Expect", "The connection's headers are the transport's own.")]
    [InlineData("Proxy-Authorization", "The connection's headers are the transport's own.")]
    public void What_the_transport_sets_itself_is_refused_with_what_to_use_instead(string name, string instead)
        => Assert.Equal(("Headers", $"The header '{name}' cannot be set. {instead}"), Ask.Refusal(With((name, "x"))));

    [Theory]
    [InlineData("")]
    [InlineData("X A")]
    [InlineData("X:")]
    [InlineData("X\r\nY")]
    [InlineData("Ü")]
    public void A_name_that_cannot_be_sent_is_refused(string name) => Assert.Equal(
        ("Headers", "The name of a header is empty or holds a character that the name of a header cannot have."), Ask.Refusal(With((name, "x"))));

    [Theory]
    [InlineData(null)]
    [InlineData("secret\r\nY: 1")]
    [InlineData(" secret")]
    [InlineData("secret ")]
    [InlineData("sécret")]
    [InlineData("secret\0")]
    public void A_value_that_cannot_be_sent_is_refused_without_being_quoted(string? value) => Assert.Equal(
        ("Headers", "The value of the header 'X-A' is null, or holds a line break, a space at its start or end, or another character that a header cannot carry."),
        Ask.Refusal(With(("X-A", value!))));

    [Fact]
    public void A_header_twice_is_refused()
        => Assert.Equal(("Headers", "The header 'x-a' is there twice."), Ask.Refusal(With(("X-A", "1"), ("x-a", "2"))));

    private static Func<ChatCompletionsOptions, ChatCompletionsOptions> With(params (string Name, string Value)[] headers)
        => options => options with { Headers = headers.ToDictionary(header => header.Name, header => header.Value) };
}

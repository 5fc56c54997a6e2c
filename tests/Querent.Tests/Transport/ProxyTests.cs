using System.Net;

namespace Querent.Tests.Transport;

public class ProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_over_http_goes_to_the_proxy_under_its_whole_address()
    {
        await using var proxy = new RawServer(_ => RawServer.Http("200 OK", Ask.Answer));
        await using var transport = new ChatCompletionsTransport(Ask.Options(new Uri("http://127.0.0.1:9")) with { Connection = new() { Proxy = new WebProxy(proxy.Endpoint) } });

        (await transport.SendAsync(Ask.Request, Token)).Reply!.Dispose();

        Assert.StartsWith("POST http://127.0.0.1:9/openai/v1/chat/completions HTTP/1.1\r\n", Assert.Single(proxy.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_over_https_asks_the_proxy_for_a_tunnel_and_shows_it_no_key()
    {
        await using var proxy = new RawServer(_ => RawServer.Http("403 Forbidden", ""));
        await using var transport = new ChatCompletionsTransport(Ask.Options(new Uri("https://r.example")) with { Connection = new() { Proxy = new WebProxy(proxy.Endpoint) } });

        QueryError error = await transport.ErrorAsync();

        Assert.Equal((QueryErrorKind.Connection, "The proxy made no tunnel to the endpoint. Check the proxy's address and credentials.", true), (error.Kind, error.Message, error.IsTransient));
        string asked = Assert.Single(proxy.Requests);
        Assert.StartsWith("CONNECT r.example:443 HTTP/1.1\r\n", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("the-key", asked, StringComparison.Ordinal);
    }

    [Fact]
    public void The_systems_proxy_is_used_for_another_machine_and_not_for_this_one()
    {
        Assert.True(Handler("https://r.example").UseProxy);
        Assert.Null(Handler("https://r.example").Proxy);
        Assert.False(Handler("http://127.0.0.1:8080").UseProxy);
        Assert.False(Handler("https://localhost").UseProxy);

        static SocketsHttpHandler Handler(string url) => ConnectionHandler.Create(null, new Uri(url));
    }
}

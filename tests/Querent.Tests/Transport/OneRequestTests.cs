using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Querent.Tests.Transport;

/// <summary>One attempt is one request on the wire.</summary>
public class OneRequestTests
{
    private const string Retries = "The handler sends requests again by itself, which hides attempts from the executor. Remove its retries, and leave them to RowExecutorOptions.";

    private static string Busy { get; } = RawServer.Http("429 Too Many Requests", """{"error":{"code":"429"}}""");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_retries_is_held_back_and_the_error_says_how_to_mend_it(bool isStubborn)
    {
        await using var server = new RawServer(_ => Busy);
        var handler = new RetryingHandler(isStubborn);
        await using var transport = new ChatCompletionsTransport(Ask.Options(server.Endpoint), handler, disposeHandler: true);

        QueryError error = await transport.ErrorAsync();

        Assert.Equal(new QueryError(QueryErrorKind.Rejected, Retries), error);
        Assert.True(handler.Sends > 1);
        Assert.Single(server.Requests, request => request.Length > 0);
    }

    [Fact]
    public async Task A_handler_that_could_retry_but_has_no_reason_to_is_no_matter()
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", Ask.Answer));
        await using var transport = new ChatCompletionsTransport(Ask.Options(server.Endpoint), new RetryingHandler(), disposeHandler: true);

        (await transport.SendAsync(Ask.Request, Token)).Reply!.Dispose();
    }

    [Fact]
    public async Task Each_attempt_may_send_its_own_request()
    {
        await using var server = new RawServer(_ => Busy);
        await using var transport = new ChatCompletionsTransport(Ask.Options(server.Endpoint), new SocketsHttpHandler { AllowAutoRedirect = false }, disposeHandler: true);

        Assert.Equal(QueryErrorKind.Throttled, (await transport.ErrorAsync()).Kind);
        Assert.Equal(QueryErrorKind.Throttled, (await transport.ErrorAsync()).Kind);
        Assert.Equal(2, server.Requests.Count(request => request.Length > 0));
    }

    [Fact]
    public async Task A_kept_connection_that_closes_over_a_request_breaks_its_attempt_and_sends_nothing_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var transport = new ChatCompletionsTransport(Ask.Options(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")));
        Task<TcpClient> accepted = listener.AcceptTcpClientAsync(Token).AsTask();

        Task<CompletionResult> first = transport.SendAsync(Ask.Request, Token).AsTask();
        using TcpClient connection = await accepted;
        await ReadAsync(connection);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Ask.Answer.Length}\r\n\r\n{Ask.Answer}"), Token);
        (await first).Reply!.Dispose();

        Task<QueryError> second = transport.ErrorAsync();
        await ReadAsync(connection);
        connection.Close();

        QueryError error = await second;
        Assert.Equal((QueryErrorKind.Connection, true), (error.Kind, error.IsTransient));
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_an_HTTP2_server_refuses_is_an_attempt_and_may_be_tried_again(bool isOwn)
    {
        await using var server = new RefusingHttp2Server();
        ChatCompletionsOptions options = Ask.Options(server.Endpoint);
        await using ChatCompletionsTransport transport = isOwn
            ? new(options with { Connection = new() { Http2 = true } })
            : new(options, new Http2Handler { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } }, disposeHandler: true);

        QueryError error = await transport.ErrorAsync();

        Assert.Equal((QueryErrorKind.Connection, true), (error.Kind, error.IsTransient));
        Assert.StartsWith("The request would have had to be sent a second time", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Bodies);
    }

    private static async Task ReadAsync(TcpClient connection)
    {
        // Head and body arrive in one piece: they are short, and written through one buffer.
        Assert.NotEqual(0, await connection.GetStream().ReadAsync(new byte[64 * 1024], Token));
    }

    private sealed class Http2Handler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            return base.SendAsync(request, cancellationToken);
        }
    }
}

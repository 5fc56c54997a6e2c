using System.Text;

namespace Querent.Tests.Transport;

public class CallersHandlerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_given_the_whole_request_and_its_reply_is_read()
    {
        string? sent = null;
        using var handler = new StubHandler(async (request, cancellationToken) =>
        {
            Assert.Equal("https://r.example/openai/v1/chat/completions", request.RequestUri!.AbsoluteUri);
            Assert.Equal("the-key", Assert.Single(request.Headers.GetValues("api-key")));
            Assert.Equal("application/json", request.Content!.Headers.ContentType!.ToString());
            sent = await request.Content.ReadAsStringAsync(cancellationToken);
            return StubHandler.Ok();
        });
        await using var transport = new ChatCompletionsTransport(Ask.Options(), handler, disposeHandler: false);

        using CompletionReply reply = (await transport.SendAsync(Ask.Request, Token)).Reply!;

        Assert.Equal("{}", Encoding.UTF8.GetString(reply.Content!.Value.Span));
        Assert.Equal("hello", Ask.Body("\r\n\r\n" + sent).GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task Looking_at_the_body_is_not_sending_it()
    {
        using var handler = new StubHandler(async (request, cancellationToken) =>
        {
            Stream looked = await request.Content!.ReadAsStreamAsync(cancellationToken);
            using var wire = new MemoryStream();
            await request.Content.CopyToAsync(wire, cancellationToken);
            Assert.Equal(request.Content.Headers.ContentLength, wire.Length);
            Assert.Equal(looked.Length, wire.Length);
            return StubHandler.Ok();
        });
        await using var transport = new ChatCompletionsTransport(Ask.Options(), handler, disposeHandler: false);

        (await transport.SendAsync(Ask.Request, Token)).Reply!.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_disposed_of_if_asked_for(bool disposeHandler)
    {
        using var handler = new StubHandler((_, _) => Task.FromResult(StubHandler.Ok()));

        await new ChatCompletionsTransport(Ask.Options(), handler, disposeHandler).DisposeAsync();

        Assert.Equal(disposeHandler, handler.IsDisposed);
    }

    [Fact]
    public async Task A_body_that_is_still_written_after_the_attempt_has_ended_is_that_attempts_own()
    {
        var gate = new TaskCompletionSource();
        using var wire = new GatedStream(gate.Task);
        Task? writing = null;
        using var handler = new StubHandler((request, _) =>
        {
            writing = request.Content!.CopyToAsync(wire, CancellationToken.None);
            return Task.FromResult(StubHandler.Ok());
        });
        await using var transport = new ChatCompletionsTransport(Ask.Options(), handler, disposeHandler: false);
        byte[] messages = Ask.Request.Messages.ToArray();
        byte[] format = Ask.Request.ResponseFormat.ToArray();

        (await transport.SendAsync(new CompletionRequest(messages, format, 300), Token)).Reply!.Dispose();
        Array.Fill(messages, (byte)'#');
        Array.Fill(format, (byte)'#');
        gate.SetResult();
        await writing!;

        Assert.DoesNotContain("#", Encoding.UTF8.GetString(wire.ToArray()), StringComparison.Ordinal);
        Assert.Contains("hello", Encoding.UTF8.GetString(wire.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_options_beside_it_are_refused()
    {
        using var handler = new StubHandler((_, _) => Task.FromResult(StubHandler.Ok()));

        Assert.Equal(
            ("Connection", "Connection says how the transport's own connections are made, and there are none beside a handler of yours. Leave it null, and set the handler up instead."),
            Ask.Refusal(() => _ = new ChatCompletionsTransport(Ask.Options() with { Connection = new() }, handler, disposeHandler: false)));
    }

    [Fact]
    public void One_that_follows_redirects_is_refused_however_deep_it_sits()
    {
        const string message = "The handler follows redirects, and the key would go along to wherever they lead. Set AllowAutoRedirect = false on its SocketsHttpHandler or HttpClientHandler.";
        using var sockets = new SocketsHttpHandler();
        using var client = new HttpClientHandler();
        using var chain = new Passing { InnerHandler = new Passing { InnerHandler = new SocketsHttpHandler() } };
        using var careful = new Passing { InnerHandler = new HttpClientHandler { AllowAutoRedirect = false } };

        foreach (HttpMessageHandler handler in new HttpMessageHandler[] { sockets, client, chain })
        {
            Assert.Equal(("handler", message), Ask.Refusal(() => _ = new ChatCompletionsTransport(Ask.Options(), handler, disposeHandler: false)));
        }

        _ = new ChatCompletionsTransport(Ask.Options(), careful, disposeHandler: false);
    }

    [Fact]
    public void None_is_refused()
        => Assert.Throws<ArgumentNullException>("handler", () => _ = new ChatCompletionsTransport(Ask.Options(), null!, disposeHandler: false));

    [Fact]
    public async Task Its_faults_of_the_wire_are_errors_as_any()
    {
        using var handler = new StubHandler((_, _) => throw new HttpRequestException(HttpRequestError.ProxyTunnelError));
        await using var transport = new ChatCompletionsTransport(Ask.Options(), handler, disposeHandler: false);

        QueryError error = await transport.ErrorAsync();

        Assert.Equal((QueryErrorKind.Connection, true), (error.Kind, error.IsTransient));
    }

    private sealed class Passing : DelegatingHandler;

    private sealed class GatedStream(Task gate) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gate;
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}

using System.ClientModel;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Extensions.AI.Tests;

public class ExceptionTests
{
    private const string Quoted = "the prompt, quoted";

    public static TheoryData<string, QueryErrorKind, bool> Exceptions => new()
    {
        { "http-429", QueryErrorKind.Throttled, true },
        { "http-500", QueryErrorKind.ServerError, true },
        { "http-401", QueryErrorKind.Authentication, false },
        { "http-refused", QueryErrorKind.Connection, true },
        { "http-name", QueryErrorKind.Connection, true },
        { "io", QueryErrorKind.Connection, true },
        { "socket", QueryErrorKind.Connection, true },
        { "timeout", QueryErrorKind.TimedOut, true },
        { "cancelled-by-the-client", QueryErrorKind.TimedOut, true },
        { "json", QueryErrorKind.Malformed, false },
        { "format", QueryErrorKind.Malformed, false },
        { "out-of-range", QueryErrorKind.Malformed, false },
        { "client-429", QueryErrorKind.Throttled, true },
        { "client-without-a-response", QueryErrorKind.Connection, true },
        { "client-over-socket", QueryErrorKind.Connection, true },
        { "client-over-time-out", QueryErrorKind.TimedOut, true },
        { "wrapped-429", QueryErrorKind.Throttled, true },
        { "all-of-several", QueryErrorKind.ServerError, true },
        { "unknown", QueryErrorKind.Connection, false },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task An_exception_is_classified_by_its_type_and_status_and_its_message_is_not_kept(string name, QueryErrorKind kind, bool isTransient)
    {
        QueryError error = await Send.ErrorAsync(Make(name));

        Assert.Equal((kind, isTransient), (error.Kind, error.IsTransient));
        Assert.DoesNotContain("quoted", error.ToString(), StringComparison.Ordinal);
        Assert.Null(error.Exception);
    }

    [Fact]
    public async Task An_exception_that_nobody_knows_is_named_with_the_option_that_says_what_it_stands_for()
    {
        QueryError error = await Send.ErrorAsync(new InvalidOperationException(Quoted));

        Assert.Contains("System.InvalidOperationException", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ChatClientTransportOptions.MapException), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_that_is_an_error_is_read_as_the_direct_transport_reads_it()
    {
        QueryError error = await Send.ErrorAsync(FakeResponse.Exception(
            400,
            """{"error":{"code":"content_filter","innererror":{"content_filter_result":{"hate":{"filtered":true,"severity":"high"},"violence":{"filtered":false}}}}}""",
            ("x-request-id", "request-1")));

        Assert.Equal((QueryErrorKind.ContentFiltered, 400, "content_filter", "request-1"), (error.Kind, error.StatusCode, error.Code, error.RequestId));
        Assert.Equal([new ContentFilterCategory("hate", "high", true, ContentFilterSource.Prompt)], error.FilterCategories);
    }

    [Theory]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("Retry-After", "Tue, 24 Nov 2026 10:00:30 GMT", 30)]
    public async Task A_wait_that_the_endpoint_asks_for_is_read_in_its_three_forms(string header, string value, double seconds)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

        QueryError error = await Send.ErrorAsync(FakeResponse.Exception(429, "", (header, value)), new ChatClientTransportOptions { TimeProvider = clock });

        Assert.Equal(TimeSpan.FromSeconds(seconds), error.RetryAfter);
    }

    [Fact]
    public async Task The_endpoint_may_say_that_another_attempt_is_of_no_use()
        => Assert.False((await Send.ErrorAsync(FakeResponse.Exception(429, "", ("x-should-retry", "false")))).IsTransient);

    [Fact]
    public async Task An_exception_that_the_user_maps_is_what_the_user_says_and_the_rest_is_ours()
    {
        var options = new ChatClientTransportOptions
        {
            MapException = exception => exception is InvalidOperationException ? new QueryError(QueryErrorKind.Throttled, "Mapped.") { IsTransient = true } : null,
        };

        Assert.Equal("Mapped.", (await Send.ErrorAsync(new InvalidOperationException(), options)).Message);
        Assert.Equal(QueryErrorKind.TimedOut, (await Send.ErrorAsync(new TimeoutException(), options)).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Once_our_token_is_cancelled_whatever_the_client_throws_is_the_cancellation(bool isCancellation)
    {
        using var source = new CancellationTokenSource();
        bool mapped = false;
        using var client = new FakeChatClient(async token =>
        {
            await source.CancelAsync();
            Assert.True(token.IsCancellationRequested);
            throw isCancellation ? new OperationCanceledException() : new IOException(Quoted);
        });
        await using ChatClientTransport transport = client.AsQueryTransport(new ChatClientTransportOptions
        {
            MapException = _ =>
            {
                mapped = true;
                return null;
            },
        });

        OperationCanceledException exception = await Assert.ThrowsAsync<OperationCanceledException>(async () => await transport.SendAsync(Send.Request(), source.Token));

        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.False(mapped);
    }

    [Fact]
    public async Task A_client_that_throws_before_its_first_await_is_no_other()
    {
        using var client = new FakeChatClient(_ => throw new TimeoutException());

        Assert.Equal(QueryErrorKind.TimedOut, (await Send.ThroughAsync(client)).Error?.Kind);
    }

    private static Exception Make(string name) => name switch
    {
        "http-429" => new HttpRequestException(Quoted, null, HttpStatusCode.TooManyRequests),
        "http-500" => new HttpRequestException(Quoted, null, HttpStatusCode.InternalServerError),
        "http-401" => new HttpRequestException(Quoted, null, HttpStatusCode.Unauthorized),
        "http-refused" => new HttpRequestException(Quoted, new SocketException((int)SocketError.ConnectionRefused)),
        "http-name" => new HttpRequestException(HttpRequestError.NameResolutionError, Quoted),
        "io" => new IOException(Quoted),
        "socket" => new SocketException((int)SocketError.ConnectionReset),
        "timeout" => new TimeoutException(Quoted),
        "cancelled-by-the-client" => new TaskCanceledException(Quoted, new TimeoutException(Quoted)),
        "json" => new JsonException(Quoted),
        "format" => new FormatException(Quoted),
        "out-of-range" => new ArgumentOutOfRangeException(nameof(name), Quoted),
        "client-429" => FakeResponse.Exception(429),
        "client-without-a-response" => new ClientResultException(Quoted, response: null),
        "client-over-socket" => new ClientResultException(Quoted, response: null, new HttpRequestException(Quoted, new SocketException((int)SocketError.ConnectionRefused))),
        "client-over-time-out" => new ClientResultException(Quoted, response: null, new TimeoutException(Quoted)),
        "wrapped-429" => new InvalidOperationException(Quoted, FakeResponse.Exception(429)),
        "all-of-several" => new AggregateException(FakeResponse.Exception(429), FakeResponse.Exception(503)),
        "unknown" => new InvalidOperationException(Quoted),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}

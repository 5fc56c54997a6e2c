using System.IO.Compression;
using System.Text;

namespace Querent.Tests.Transport.Replies;

public class OddBodyTests
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n", "empty")]
    [InlineData("\uFEFF", "empty")]
    [InlineData("<html>secret</html>", "not a chat completion")]
    [InlineData("\"secret\"", "not a chat completion")]
    [InlineData("[1]", "not a chat completion")]
    [InlineData("null", "not a chat completion")]
    [InlineData(Ask.Answer + Ask.Answer, "not a chat completion")]
    [InlineData(Ask.Answer + "secret", "not a chat completion")]
    [InlineData("{\"choices\":[", "not a chat completion")]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"\\ud800 secret\"},\"finish_reason\":\"stop\"}]}", "not a chat completion")]
    [InlineData("{\"choices\":[]}", "no choice")]
    [InlineData("{\"choices\":null}", "no choice")]
    [InlineData("{\"choices\":[null]}", "no choice")]
    [InlineData("{\"choices\":{\"message\":{}}}", "no choice")]
    [InlineData("{}", "no choice")]
    [InlineData("{\"object\":\"error\",\"message\":\"secret\"}", "no choice")]
    public async Task A_body_that_is_no_completion_is_malformed_and_says_why_without_a_word_of_it(string body, string says)
    {
        QueryError error = (await Wire.ReadAsync(200, body, ("x-request-id", "id-1"))).Error!;

        Assert.Equal((QueryErrorKind.Malformed, false, 200, "id-1"), (error.Kind, error.IsTransient, error.StatusCode, error.RequestId));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"code":"429","message":"secret"}}""", QueryErrorKind.Throttled, true)]
    [InlineData("""{"error":{"code":503,"message":"secret"}}""", QueryErrorKind.ServerError, true)]
    [InlineData("""{"error":{"status":401,"message":"secret"},"choices":[]}""", QueryErrorKind.Authentication, false)]
    [InlineData("""{"error":{"code":"rate_limit_exceeded"}}""", QueryErrorKind.Throttled, true)]
    [InlineData("""{"error":{"code":"insufficient_quota"}}""", QueryErrorKind.Throttled, false)]
    [InlineData("""{"error":{"code":"server_error"}}""", QueryErrorKind.ServerError, true)]
    [InlineData("""{"error":{"code":"context_length_exceeded"}}""", QueryErrorKind.TooLarge, false)]
    [InlineData("""{"error":{"code":"content_filter","status":400}}""", QueryErrorKind.ContentFiltered, false)]
    [InlineData("""{"error":{"innererror":{"code":"ContentFiltered"}}}""", QueryErrorKind.ContentFiltered, false)]
    [InlineData("""{"error":{"code":"invalid_api_key"}}""", QueryErrorKind.Authentication, false)]
    [InlineData("""{"error":{"code":"model_not_found"}}""", QueryErrorKind.NotFound, false)]
    [InlineData("""{"error":{"code":"something_new","message":"secret"}}""", QueryErrorKind.Malformed, false)]
    [InlineData("""{"error":{"code":17}}""", QueryErrorKind.Malformed, false)]
    [InlineData("""{"error":"secret"}""", QueryErrorKind.Malformed, false)]
    public async Task An_error_in_a_reply_of_status_200_is_told_by_its_code(string body, QueryErrorKind kind, bool isTransient)
    {
        QueryError error = (await Wire.ReadAsync(200, body)).Error!;

        Assert.Equal((kind, isTransient, 200), (error.Kind, error.IsTransient, error.StatusCode));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_a_reply_of_status_200_may_ask_to_wait()
        => Assert.Equal(7, (await Wire.ReadAsync(200, """{"error":{"code":429}}""", ("Retry-After", "7"))).Error!.RetryAfter?.TotalSeconds);

    [Fact]
    public async Task A_completion_with_an_error_beside_it_is_a_completion()
    {
        using CompletionReply reply = (await Wire.ReadAsync(200, Ask.Answer[..^1] + ""","error":{"code":"429"}}""")).Reply!;

        Assert.Equal(FinishReason.Stop, reply.FinishReason);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task A_wrong_content_type_is_passed_over(string contentType)
    {
        using CompletionReply reply = (await Wire.ReadAsync(200, Ask.Answer, ("Content-Type", contentType))).Reply!;

        Assert.Equal("{}"u8, reply.Content!.Value.Span);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task A_byte_order_mark_is_passed_over(int status)
    {
        CompletionResult result = await Wire.ReadAsync(status, "\uFEFF" + (status == 200 ? Ask.Answer : """{"error":{"code":"content_filter"}}"""));
        using CompletionReply? reply = result.Reply;

        Assert.Equal((status == 200, status == 200 ? null : "content_filter"), (reply is not null, result.Error?.Code));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("X-GZip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task A_body_that_came_compressed_is_read(string encoding)
    {
        using CompletionReply reply = (await Wire.ReadAsync(200, Encode(encoding, Ask.Answer), headers: ("Content-Encoding", encoding))).Reply!;
        QueryError error = (await Wire.ReadAsync(400, Encode(encoding, """{"error":{"code":"content_filter"}}"""), headers: ("Content-Encoding", encoding))).Error!;

        Assert.Equal("{}"u8, reply.Content!.Value.Span);
        Assert.Equal(QueryErrorKind.ContentFiltered, error.Kind);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    public async Task A_body_that_cannot_be_decompressed_is_malformed_and_of_an_error_leaves_the_status_to_decide(string encoding)
    {
        QueryError success = (await Wire.ReadAsync(200, Ask.Answer, ("Content-Encoding", encoding))).Error!;
        QueryError failure = (await Wire.ReadAsync(503, "secret", ("Content-Encoding", encoding))).Error!;

        Assert.Equal((QueryErrorKind.Malformed, 200), (success.Kind, success.StatusCode));
        Assert.Contains("compressed", success.Message, StringComparison.Ordinal);
        Assert.Equal((QueryErrorKind.ServerError, true), (failure.Kind, failure.IsTransient));
    }

    [Fact]
    public async Task A_small_body_that_decompresses_to_a_huge_one_is_read_to_the_limit()
    {
        byte[] bomb = Encode("gzip", new string(' ', 4 << 20));

        QueryError error = (await Wire.ReadAsync(200, bomb, maxReplyBytes: 1000, ("Content-Encoding", "gzip"))).Error!;

        Assert.Contains("longer than 1000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"code":"content_filter","message":"#"}}""", QueryErrorKind.ContentFiltered)]
    [InlineData("""{"error":{"message":"#","code":"content_filter"}}""", QueryErrorKind.Rejected)]
    public async Task Of_a_huge_error_only_the_beginning_is_read(string body, QueryErrorKind kind)
        => Assert.Equal(kind, (await Wire.ReadAsync(400, body.Replace("#", new string('x', 10 << 20), StringComparison.Ordinal))).Error!.Kind);

    [Theory]
    [InlineData(201)]
    [InlineData(204)]
    [InlineData(206)]
    public async Task Another_success_than_200_is_no_completion(int status)
        => Assert.Equal((QueryErrorKind.Malformed, status), ((await Wire.ReadAsync(status, Ask.Answer)).Error!.Kind, (await Wire.ReadAsync(status, Ask.Answer)).Error!.StatusCode));

    [Fact]
    public async Task The_direct_transport_reads_what_a_server_compressed()
    {
        byte[] body = Encode("gzip", Ask.Answer);
        await using var handler = new HandlerTransport(new ByteArrayContent(body) { Headers = { ContentEncoding = { "gzip" } } });

        using CompletionReply reply = (await handler.Transport.SendAsync(Ask.Request, TestContext.Current.CancellationToken)).Reply!;

        Assert.Equal("gpt-4o", reply.Model);
    }

    private static byte[] Encode(string encoding, string text)
    {
        using var memory = new MemoryStream();
        using (Stream stream = encoding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(memory, CompressionMode.Compress),
            "br" => new BrotliStream(memory, CompressionMode.Compress),
            "deflate" => new ZLibStream(memory, CompressionMode.Compress),
            _ => memory,
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return memory.ToArray();
    }

    private sealed class HandlerTransport(HttpContent content) : IAsyncDisposable
    {
        public ChatCompletionsTransport Transport { get; } = new(Ask.Options(), new StubHandler((_, _) => Task.FromResult(new HttpResponseMessage { Content = content })), disposeHandler: true);

        public ValueTask DisposeAsync() => Transport.DisposeAsync();
    }
}

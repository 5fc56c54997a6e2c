using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Transport;

public class WireParsingTests
{
    [Fact]
    public void A_reply_with_everything_is_read()
    {
        using CompletionReply reply = Parse("""
            {"id":"x","object":"chat.completion","created":1,"model":"gpt-4o-2024-11-20","system_fingerprint":null,
             "prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}],
             "choices":[{"index":0,"logprobs":null,"message":{"role":"assistant","refusal":null,"annotations":[],"content":"{\"a\":\"\u00fc\\n\"}"},
                         "content_filter_results":{"hate":{"filtered":false,"severity":"safe"}},"finish_reason":"stop"},
                        {"index":1,"message":{"content":"second"},"finish_reason":"length"}],
             "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,
                      "prompt_tokens_details":{"cached_tokens":3,"audio_tokens":0},
                      "completion_tokens_details":{"reasoning_tokens":2,"audio_tokens":0}}}
            """).Reply!;

        Assert.Equal("""{"a":"ü\n"}""", Encoding.UTF8.GetString(reply.Content!.Value.Span));
        Assert.Equal(("gpt-4o-2024-11-20", FinishReason.Stop, false, "id-1"), (reply.Model, reply.FinishReason, reply.IsRefusal, reply.RequestId));
        Assert.Equal(new TokenUsage { InputTokens = 11, OutputTokens = 7, CachedInputTokens = 3, ReasoningTokens = 2 }, reply.Usage);
        Assert.Equal(18, reply.Usage.TotalTokens);
    }

    [Theory]
    [InlineData("stop", FinishReason.Stop)]
    [InlineData("length", FinishReason.Length)]
    [InlineData("content_filter", FinishReason.ContentFilter)]
    [InlineData("tool_calls", FinishReason.ToolCalls)]
    [InlineData("function_call", FinishReason.ToolCalls)]
    [InlineData("something_new", FinishReason.Other)]
    public void The_finish_reason_is_read(string text, FinishReason expected)
    {
        using CompletionReply reply = Parse($$"""{"choices":[{"message":{"content":""},"finish_reason":"{{text}}"}]}""").Reply!;

        Assert.Equal(expected, reply.FinishReason);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"x"},"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"x"}}]}""")]
    public void A_finish_reason_that_is_missing_is_unknown(string body)
    {
        using CompletionReply reply = Parse(body).Reply!;

        Assert.Equal(FinishReason.Unknown, reply.FinishReason);
    }

    [Theory]
    [InlineData("\"usage\":null", null, null)]
    [InlineData("\"usage\":{}", null, null)]
    [InlineData("\"usage\":{\"prompt_tokens\":5}", 5, null)]
    [InlineData("\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":0}", null, 0)]
    [InlineData("\"usage\":{\"prompt_tokens\":null,\"completion_tokens\":\"many\"}", null, null)]
    [InlineData("\"other\":1", null, null)]
    public void Usage_that_is_missing_is_unknown_and_not_zero(string usage, int? input, int? output)
    {
        using CompletionReply reply = Parse($$"""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}],{{usage}}}""").Reply!;

        Assert.Equal((input, output), (reply.Usage.InputTokens, reply.Usage.OutputTokens));
    }

    [Fact]
    public void A_refusal_is_marked_and_its_text_is_not_kept()
    {
        using CompletionReply reply = Parse("""{"choices":[{"message":{"content":null,"refusal":"I cannot"},"finish_reason":"stop"}]}""").Reply!;

        Assert.True(reply.IsRefusal);
        Assert.Null(reply.Content);
    }

    [Theory]
    [InlineData(400, "bad", QueryErrorKind.Rejected, false)]
    [InlineData(400, "content_filter", QueryErrorKind.ContentFiltered, false)]
    [InlineData(400, "context_length_exceeded", QueryErrorKind.TooLarge, false)]
    [InlineData(400, "string_above_max_length", QueryErrorKind.TooLarge, false)]
    [InlineData(400, "invalid_prompt", QueryErrorKind.ContentFiltered, false)]
    [InlineData(403, "content_filter", QueryErrorKind.ContentFiltered, false)]
    [InlineData(202, "x", QueryErrorKind.Malformed, false)]
    [InlineData(401, "401", QueryErrorKind.Authentication, false)]
    [InlineData(403, "403", QueryErrorKind.Authentication, false)]
    [InlineData(404, "DeploymentNotFound", QueryErrorKind.NotFound, false)]
    [InlineData(408, "x", QueryErrorKind.TimedOut, true)]
    [InlineData(422, "x", QueryErrorKind.Rejected, false)]
    [InlineData(429, "429", QueryErrorKind.Throttled, true)]
    [InlineData(500, "x", QueryErrorKind.ServerError, true)]
    [InlineData(501, "x", QueryErrorKind.ServerError, false)]
    [InlineData(502, "x", QueryErrorKind.ServerError, true)]
    [InlineData(503, "x", QueryErrorKind.ServerError, true)]
    [InlineData(504, "x", QueryErrorKind.ServerError, true)]
    [InlineData(529, "x", QueryErrorKind.ServerError, true)]
    public void An_error_is_told_by_status_and_code_and_never_by_its_message(int status, string code, QueryErrorKind kind, bool transient)
    {
        QueryError error = Error(status, $$$"""{"error":{"code":"{{{code}}}","message":"temperature: rate limit 429, quoting the secret prompt"}}""");

        Assert.Equal((kind, transient, status, code), (error.Kind, error.IsTransient, error.StatusCode, error.Code));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Bad gateway: secret</html>")]
    [InlineData("")]
    [InlineData("{\"error\":\"a secret text\"}")]
    [InlineData("{\"error\":{\"code\":\"a secret text\"}}")]
    [InlineData("{\"error\":{\"code\":17}}")]
    [InlineData("{\"error\":null}")]
    [InlineData("{\"error\":[{\"code\":\"nested\"}]}")]
    [InlineData("{\"details\":{\"code\":\"another\"}}")]
    [InlineData("[]")]
    [InlineData("\"secret\"")]
    public void A_body_that_is_no_error_object_leaves_the_status_to_decide(string body)
    {
        QueryError error = Error(502, body);

        Assert.Equal((QueryErrorKind.ServerError, true, null), (error.Kind, error.IsTransient, error.Code));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "false", false)]
    [InlineData(400, "true", true)]
    [InlineData(429, "perhaps", true)]
    public void The_provider_decides_whether_to_try_again_when_it_says_so(int status, string header, bool transient)
        => Assert.Equal(transient, Error(status, "", ("x-should-retry", header)).IsTransient);

    [Theory]
    [InlineData("1500", "7", 1.5)]
    [InlineData(null, "7", 7.0)]
    [InlineData(null, "0.25", 0.25)]
    [InlineData("soon", "7", 7.0)]
    [InlineData("0", "7", 7.0)]
    [InlineData("-1", "7", 7.0)]
    [InlineData("NaN", "7", 7.0)]
    [InlineData(null, "NaN", null)]
    [InlineData(null, "Infinity", null)]
    [InlineData(null, "86400", 86400.0)]
    [InlineData(null, "Tue, 24 Nov 2026 10:00:30 GMT", 30.0)]
    [InlineData(null, "Tue, 24 Nov 2026 09:00:00 GMT", null)]
    [InlineData("0", null, null)]
    [InlineData(null, "-1", null)]
    [InlineData(null, "soon", null)]
    [InlineData(null, null, null)]
    public void The_wait_is_read_from_milliseconds_then_seconds_then_the_date(string? milliseconds, string? retryAfter, double? seconds)
    {
        List<(string, string)> headers = [];
        if (milliseconds is not null)
        {
            headers.Add(("retry-after-ms", milliseconds));
        }

        if (retryAfter is not null)
        {
            headers.Add(("Retry-After", retryAfter));
        }

        Assert.Equal(seconds, Error(429, "", [.. headers]).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public void A_date_is_compared_with_the_replys_own_clock_when_it_has_one()
        => Assert.Equal(10, Error(429, "", ("Retry-After", "Tue, 24 Nov 2026 12:00:10 GMT"), ("Date", "Tue, 24 Nov 2026 12:00:00 GMT")).RetryAfter?.TotalSeconds);

    private static CompletionResult Parse(string body) => ChatCompletionsReply.Parse(Encoding.UTF8.GetBytes(body), new ModelNames(), "id-1");

    private static QueryError Error(int status, string body, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        return ProviderError.Parse(new HttpReplyHead(response), Encoding.UTF8.GetBytes(body), clock);
    }
}

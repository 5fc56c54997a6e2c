using System.Net;

namespace Querent.Tests.Transport.Replies;

public class RateLimitHeaderTests
{
    private const string LimitRequests = "x-ratelimit-limit-requests";
    private const string RemainingRequests = "x-ratelimit-remaining-requests";
    private const string LimitTokens = "x-ratelimit-limit-tokens";
    private const string RemainingTokens = "X-RateLimit-Remaining-Tokens";

    private static readonly RateLimitStatus All = new() { LimitRequests = 60, RemainingRequests = 0, LimitTokens = 150_000, RemainingTokens = 149_200 };

    [Theory]
    [InlineData(200, Ask.Answer)]
    [InlineData(200, "<html>")]
    [InlineData(429, """{"error":{"code":"429"}}""")]
    [InlineData(500, "")]
    public async Task What_a_reply_says_of_the_quota_is_in_its_result_whatever_it_is(int status, string body)
    {
        CompletionResult result = await Wire.ReadAsync(status, body, (LimitRequests, "60"), (RemainingRequests, "0"), (LimitTokens, "150000"), (RemainingTokens, "149200"));
        result.Reply?.Dispose();

        Assert.Equal(All, result.RateLimits);
    }

    [Fact]
    public async Task A_reply_that_says_nothing_of_the_quota_leaves_all_of_it_unknown()
    {
        CompletionResult result = await Wire.ReadAsync(200, Ask.Answer, ("x-ratelimit-reset-tokens", "1s"), ("Sunset", "x"));
        result.Reply!.Dispose();

        Assert.Equal(default, result.RateLimits);
        Assert.Equal((null, null, null, null), Values(result.RateLimits));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("0", 0)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData("1.5", null)]
    [InlineData("1,000", null)]
    [InlineData("0x10", null)]
    [InlineData("many", null)]
    [InlineData("٣", null)]
    [InlineData("2147483646", 2147483646)]
    [InlineData("2147483647", null)]
    [InlineData("2147483648", null)]
    [InlineData("99999999999999999999999999", null)]
    public async Task A_number_that_is_none_is_as_good_as_missing(string value, int? remaining)
    {
        CompletionResult result = await Wire.ReadAsync(200, Ask.Answer, (LimitRequests, value), (RemainingRequests, value), (LimitTokens, value), (RemainingTokens, value));
        result.Reply!.Dispose();

        int? limit = remaining == 0 ? null : remaining;
        Assert.Equal((limit, remaining, limit, remaining), Values(result.RateLimits));
    }

    [Fact]
    public async Task A_header_that_comes_twice_says_nothing()
    {
        CompletionResult result = await Wire.ReadAsync(200, Ask.Answer, (LimitTokens, "5"), (LimitTokens, "6"), (RemainingTokens, "7"));
        result.Reply!.Dispose();

        Assert.Equal((null, null, null, 7), Values(result.RateLimits));
    }

    [Fact]
    public void Reading_the_headers_takes_no_memory()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        foreach ((string name, string value) in ((string, string)[])[("Date", "x"), (LimitRequests, "60"), (RemainingRequests, "0"), (LimitTokens, "150000"), (RemainingTokens, "149200")])
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        Assert.Equal(All, RateLimitHeaders.Read(new HttpReplyHead(response)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int time = 0; time < 100; time++)
        {
            _ = RateLimitHeaders.Read(new HttpReplyHead(response));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (int?, int?, int?, int?) Values(RateLimitStatus status) => (status.LimitRequests, status.RemainingRequests, status.LimitTokens, status.RemainingTokens);
}

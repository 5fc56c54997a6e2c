using Querent.Discretion;
using Querent.Emulator;

namespace Querent.Conformance;

public abstract partial class ConformanceTests<TTransport>
{
    private static readonly EmulatorQuota TwoRequests = new() { RequestsPerMinute = 2, RequestWindow = TimeSpan.FromMinutes(1), TokensPerMinute = 50_000 };

    [Fact]
    public async Task What_is_left_of_the_quota_is_told_with_each_reply_and_refusal()
    {
        List<CompletionResult> results = await AskAsync(TwoRequests, 3);

        Assert.Equal([true, true, false], results.Select(result => result.Error is null));
        Assert.Equal(QueryErrorKind.Throttled, results[2].Error!.Kind);
        if (!TTransport.SeesWholeReply)
        {
            Assert.All(results, result => Assert.Equal(default, result.RateLimits));
            return;
        }

        Assert.Equal([(2, 1), (2, 0), (2, 0)], results.Select(result => (result.RateLimits.LimitRequests!.Value, result.RateLimits.RemainingRequests!.Value)));
        Assert.All(results, result => Assert.Equal(50_000, result.RateLimits.LimitTokens));
        Assert.InRange(results[0].RateLimits.RemainingTokens!.Value, 49_000, 49_700);
        Assert.InRange(results[1].RateLimits.RemainingTokens!.Value, 48_000, results[0].RateLimits.RemainingTokens!.Value - 300);
    }

    [Theory]
    [InlineData(QuotaHeader.Missing, null)]
    [InlineData(QuotaHeader.Zero, 0)]
    [InlineData(QuotaHeader.MinusOne, null)]
    public async Task A_quota_that_is_not_told_or_told_wrongly_is_unknown(QuotaHeader header, int? remaining)
    {
        QuotaHeaders headers = QuotaHeaders.Exact with { LimitRequests = header, RemainingRequests = header, LimitTokens = header, RemainingTokens = header };

        List<CompletionResult> results = await AskAsync(TwoRequests with { Headers = headers }, 3);

        RateLimitStatus expected = TTransport.SeesWholeReply ? new() { RemainingRequests = remaining, RemainingTokens = remaining } : default;
        Assert.All(results, result => Assert.Equal(expected, result.RateLimits));
        Assert.All(results, result => Assert.Null(result.RateLimits.LimitRequests ?? result.RateLimits.LimitTokens));
    }

    private static async Task<List<CompletionResult>> AskAsync(EmulatorQuota quota, int requests)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new EmulatorOptions { ApiKey = Canaries.Key, Quota = quota, Http2Port = 0 }, Token);
        await using ICompletionTransport transport = TTransport.Connect(new TransportTarget(emulator.Endpoint, emulator.Http2Endpoint!, emulator.Deployments[0], Canaries.Key));
        var request = new CompletionRequest(
            """{"role":"user","content":"hello"}"""u8.ToArray(),
            """{"type":"json_schema","json_schema":{"name":"echo","strict":true,"schema":{"type":"object","properties":{"row":{"type":"string"}},"required":["row"],"additionalProperties":false}}}"""u8.ToArray(),
            300);
        List<CompletionResult> results = [];
        for (int number = 0; number < requests; number++)
        {
            CompletionResult result = await transport.SendAsync(request, Token);
            result.Reply?.Dispose();
            results.Add(result);
        }

        return results;
    }
}

using Querent.Emulator;
using Querent.Limits.Tests.Simulation;

namespace Querent.Limits.Tests;

/// <summary>A quota of tokens, though prompts take more or fewer of them than their length lets one guess.</summary>
public class TokensTests(ITestOutputHelper output)
{
    private const int Step = 120;

    [Theory]
    [InlineData(480_000, 60, 0.25, 300)]
    [InlineData(480_000, 60, 0.25 * 1.3, 300)]
    [InlineData(480_000, 60, 0.25 * 0.7, 300)]
    [InlineData(6_000_000, 60, 0.25 * 1.3, 300)]
    [InlineData(6_000_000, 10, 0.25 * 0.7, 300)]
    [InlineData(6_000_000, 60, 0.25 * 1.3, null)]
    [InlineData(60_000_000, 60, 0.25 * 0.7, 300)]
    public void Estimates_that_are_off_at_first_cost_neither_throughput_nor_refusals(long perMinute, int window, double tokensPerByte, int? maxOutputTokens)
    {
        var quota = new EmulatorQuota
        {
            TokensPerMinute = perMinute,
            TokenWindow = TimeSpan.FromSeconds(window),
            Changes = [new(TimeSpan.FromSeconds(Step)) { Factor = 0.5 }, new(TimeSpan.FromSeconds(2 * Step)) { Factor = 1 }],
        };
        var clock = new SimulatedClock();
        var client = new TokensClient(clock, quota, new TokensWorkload(tokensPerByte, maxOutputTokens), Limits());

        foreach ((int from, double share) in new[] { (0, 1.0), (Step, 0.5), (2 * Step, 1) })
        {
            clock.RunUntil(from + Step + 2);   // until what was sent before that has its reply
            (int settled, int end) = (from + window, from + Step);
            output.WriteLine($"from {from} s: goodput {client.TokensPerMinute(settled, end) / (perMinute * share):0.000}, refused {client.RefusedPart(settled, end):0.000}; in the window before: {client.TokensPerMinute(from, settled) / (perMinute * share):0.000}, {client.RefusedPart(from, settled):0.000}");
            Assert.InRange(client.TokensPerMinute(settled, end) / (perMinute * share), 0.97, 1.01);
            Assert.InRange(client.RefusedPart(settled, end), 0, 0.02);
        }
    }

    [Fact]
    public void A_quota_that_only_the_options_know_is_kept_from_the_first_request_on()
    {
        var clock = new SimulatedClock();
        var quota = new EmulatorQuota { TokensPerMinute = 600_000 };
        var limits = DeploymentLimits.Of(2048, new AdaptiveLimit(16, 2048), new QuotaPacer(new QuotaPacingOptions { TokensPerMinute = 600_000 }), 120);
        var client = new TokensClient(clock, quota, new TokensWorkload(0.25, 300), limits, hasHeaders: false);

        clock.RunUntil(182);

        Assert.InRange(client.TokensPerMinute(5, 180) / 600_000, 0.97, 1.01);
        Assert.InRange(client.RefusedPart(0, 180), 0, 0.02);
    }

    private static DeploymentLimits Limits() => DeploymentLimits.Of(2048, new AdaptiveLimit(16, 2048), new QuotaPacer(new QuotaPacingOptions()), 120);
}

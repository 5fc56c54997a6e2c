using Querent.Benchmarks.Limits.Rivals;
using Querent.Limits.Tests.Simulation;

namespace Querent.Benchmarks.Limits.Quota;

/// <summary>A case in simulated time: the real admission queue and limits against the emulator's own count of a quota.</summary>
internal static class SimulatedQuota
{
    private const int MostInFlight = 2048;
    private const double Rest = 5;   // until what was sent in the last second has its reply
    private const int Endless = 10_000_000;

    public static QuotaTrace Ours(QuotaCase quota)
    {
        var clock = new SimulatedClock();
        var trace = new QuotaTrace(QuotaCase.Steps.Count * quota.StepSeconds);
        var limits = DeploymentLimits.Of(MostInFlight, new AdaptiveLimit(16, MostInFlight), new QuotaPacer(new QuotaPacingOptions()), longestPause: 120);
        using var client = new QuotaClient(clock, ServerOf(quota), limits, trace);
        clock.RunUntil((QuotaCase.Steps.Count * quota.StepSeconds) + Rest);
        return trace;
    }

    public static QuotaTrace Rival(QuotaCase quota, IRival rival)
    {
        var clock = new SimulatedClock();
        var trace = new QuotaTrace(QuotaCase.Steps.Count * quota.StepSeconds);
        _ = rival.RunAsync(Endless, quota.Workers, new SimulatedWorld(clock, ServerOf(quota), trace));
        clock.RunUntil((QuotaCase.Steps.Count * quota.StepSeconds) + Rest);
        return trace;
    }

    private static QuotaServer ServerOf(QuotaCase quota)
    {
        var random = new Random(5);
        return new QuotaServer(quota.Quota, Latency, quota.Unit == QuotaUnit.Tokens ? QuotaCase.Tokens : 0, quota.HasHeaders, hasRetryAfter: quota.HasHeaders);

        double Latency() => quota.Latency * Math.Exp(0.3 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    }
}

using Querent.Emulator;

namespace Querent.Limits.Tests.Simulation;

/// <summary>A provider with the emulator's quota.</summary>
internal sealed class QuotaServer(EmulatorQuota quota, Func<double> latency, int tokens, bool hasHeaders, bool hasRetryAfter) : SimulatedServer
{
    private readonly DeploymentQuota _quota = new(quota, TimeSpan.Zero);

    public override SimulatedReply Arrive(double now)
    {
        QuotaDecision decision = _quota.Admit(TimeSpan.FromSeconds(now), tokens);
        RateLimitStatus status = hasHeaders ? Headers(decision) : default;
        return decision.IsAdmitted
            ? new SimulatedReply(true, latency() * decision.LatencyFactor, null, status)
            : new SimulatedReply(false, RefusalSeconds, hasRetryAfter ? decision.RetryAfter?.TotalSeconds : null, status);
    }

    public override void Leave(double now) => _quota.Leave();

    private static RateLimitStatus Headers(in QuotaDecision decision) => new()
    {
        LimitRequests = (int)decision.Requests.Limit,
        RemainingRequests = decision.Requests.IsSet ? (int)decision.Requests.Remaining : -1,
        LimitTokens = (int)decision.Tokens.Limit,
        RemainingTokens = decision.Tokens.IsSet ? (int)decision.Tokens.Remaining : -1,
    };
}

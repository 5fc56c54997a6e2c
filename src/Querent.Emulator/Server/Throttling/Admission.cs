namespace Querent.Emulator;

/// <summary>A request's place in its deployment's quota, until it is answered or has gone.</summary>
internal sealed class Admission(DeploymentQuota quota, QuotaBook book, QuotaDecision decision)
{
    private readonly QuotaDecision _decision = decision;

    public double LatencyFactor => _decision.LatencyFactor;

    public void Fail() => quota.Fail(book.Now, in _decision);

    public void Settle(long tokens) => quota.Settle(book.Now, in _decision, tokens);

    public void Leave() => quota.Leave();
}

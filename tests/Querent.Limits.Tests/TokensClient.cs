using Querent.Emulator;
using Querent.Limits.Tests.Simulation;

namespace Querent.Limits.Tests;

/// <summary>What the queries of a simulation are like.</summary>
/// <param name="TokensPerByte">What a prompt really takes, on average.</param>
/// <param name="MaxOutputTokens">The cap on answers; null for none, when answers are charged as they are.</param>
internal sealed record TokensWorkload(double TokensPerByte, int? MaxOutputTokens)
{
    public double MeanBytes { get; init; } = 2000;

    public int MeanOutputTokens { get; init; } = 150;
}

/// <summary>
/// Asks queries of a simulated deployment with a quota of tokens, through a real admission queue, as the pipeline does: each is
/// charged before it is sent and settled after.
/// </summary>
internal sealed class TokensClient
{
    private readonly SimulatedClock _clock;
    private readonly DeploymentQuota _quota;
    private readonly TokensWorkload _workload;
    private readonly bool _hasHeaders;
    private readonly Random _random = new(7);
    private readonly List<(double At, long Tokens)> _served = [];
    private readonly List<double> _refused = [];

    public TokensClient(SimulatedClock clock, EmulatorQuota quota, TokensWorkload workload, DeploymentLimits limits, bool hasHeaders = true)
    {
        _clock = clock;
        _quota = new DeploymentQuota(quota, TimeSpan.Zero);
        _workload = workload;
        _hasHeaders = hasHeaders;
        Queue = new AdmissionQueue(limits, clock);
        Queue.Request(new Fresh(this), int.MaxValue / 2);
    }

    public AdmissionQueue Queue { get; }

    public double TokensPerMinute(double from, double to) => _served.Where(served => served.At >= from && served.At < to).Sum(served => (double)served.Tokens) / (to - from) * 60;

    public double RefusedPart(double from, double to)
    {
        double refused = _refused.Count(at => at >= from && at < to);
        return refused / Math.Max(1, refused + _served.Count(served => served.At >= from && served.At < to));
    }

    private void Attempt(Query query)
    {
        query.Attempts++;
        double started = Queue.Now;
        var demand = new TokenDemand(new PromptSize(query.Bytes, 0, null), _workload.MaxOutputTokens);
        TokenCharge? charge = Queue.PacesTokens ? Queue.Charge(demand, out _) : null;
        QuotaDecision decision = _quota.Admit(TimeSpan.FromSeconds(_clock.Now), query.PromptTokens + (_workload.MaxOutputTokens ?? query.OutputTokens));
        RateLimitStatus status = _hasHeaders ? new() { LimitTokens = (int)decision.Tokens.Limit, RemainingTokens = (int)decision.Tokens.Remaining } : default;
        _clock.After(decision.IsAdmitted ? 0.5 + _random.NextDouble() : 0.002, () =>
        {
            TokenUsage usage = decision.IsAdmitted ? new() { InputTokens = query.PromptTokens, OutputTokens = query.OutputTokens } : default;
            Queue.Observe(new AttemptSignal(
                decision.IsAdmitted ? AttemptVerdict.Served : AttemptVerdict.Refused, started, Queue.Now, usage.OutputTokens, decision.IsAdmitted ? null : decision.RetryAfter?.TotalSeconds, status)
            {
                Tokens = new AttemptTokens(demand, charge, usage),
            });
            End(query, started, decision);
            Queue.Release();
        });
    }

    private void End(Query query, double started, in QuotaDecision decision)
    {
        if (decision.IsAdmitted)
        {
            _quota.Leave();
            _served.Add((started, decision.ChargedTokens));
            return;
        }

        _refused.Add(_clock.Now);
        double wait = decision.RetryAfter?.TotalSeconds ?? 1;
        _clock.After(wait * (1 + (0.1 * _random.NextDouble())), () => Queue.Request(query, 1));
    }

    private Query Next()
    {
        double bytes = _workload.MeanBytes * (0.25 + (1.5 * _random.NextDouble()));
        double tokensPerByte = _workload.TokensPerByte * (0.85 + (0.3 * _random.NextDouble()));
        double output = _workload.MeanOutputTokens * (0.5 + _random.NextDouble());
        return new Query(this) { Bytes = (int)bytes, PromptTokens = (int)(bytes * tokensPerByte), OutputTokens = Math.Min((int)output, _workload.MaxOutputTokens ?? int.MaxValue) };
    }

    private sealed class Fresh : AdmissionRequest
    {
        private readonly TokensClient _client;

        public Fresh(TokensClient client)
        {
            _client = client;
            Age = long.MaxValue;
        }

        public override void Admit() => _client.Attempt(_client.Next());
    }

    private sealed class Query(TokensClient client) : AdmissionRequest
    {
        public int Bytes { get; init; }

        public int PromptTokens { get; init; }

        public int OutputTokens { get; init; }

        public int Attempts { get; set; }

        public override void Admit() => client.Attempt(this);
    }
}

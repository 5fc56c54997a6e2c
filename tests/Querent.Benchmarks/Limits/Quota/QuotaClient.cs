using Querent.Limits.Tests.Simulation;

namespace Querent.Benchmarks.Limits.Quota;

/// <summary>
/// Asks queries of a simulated provider through a real admission queue, without end: charged before they are sent, settled after,
/// tried again as the pipeline does.
/// </summary>
internal sealed class QuotaClient : IDisposable
{
    private const int OutputTokens = 100;
    private const int PromptTokens = QuotaCase.Tokens - OutputTokens;

    private static readonly TokenDemand Demand = new(new PromptSize(4 * PromptTokens, 0, null), OutputTokens);

    private readonly SimulatedClock _clock;
    private readonly SimulatedServer _server;
    private readonly QuotaTrace _trace;
    private readonly AdmissionQueue _queue;
    private readonly Random _random = new(7);
    private long _begun;

    public QuotaClient(SimulatedClock clock, SimulatedServer server, DeploymentLimits limits, QuotaTrace trace)
    {
        _clock = clock;
        _server = server;
        _trace = trace;
        _queue = new AdmissionQueue(limits, clock);
        _queue.Request(new Fresh(this), int.MaxValue / 2);
    }

    public void Dispose() => _queue.Dispose();

    private void Attempt(Query query)
    {
        (double started, double arrived) = (_queue.Now, _clock.Now);
        query.Attempts++;
        TokenCharge? charge = _queue.PacesTokens ? _queue.Charge(Demand, out _) : null;
        SimulatedReply reply = _server.Arrive(arrived);
        _clock.After(reply.Seconds, () =>
        {
            var usage = reply.IsServed ? new TokenUsage { InputTokens = PromptTokens, OutputTokens = OutputTokens } : default;
            _queue.Observe(new AttemptSignal(reply.IsServed ? AttemptVerdict.Served : AttemptVerdict.Refused, started, _queue.Now, usage.OutputTokens, reply.RetryAfter, reply.RateLimits)
            {
                Tokens = new AttemptTokens(Demand, charge, usage),
            });
            if (reply.IsServed)
            {
                _server.Leave(_clock.Now);
                _trace.Served(arrived);
            }
            else
            {
                _trace.Refused(arrived);
                _clock.After(WaitOf(query, reply), () => _queue.Request(query, 1));
            }

            _queue.Release();
        });
    }

    private double WaitOf(Query query, SimulatedReply reply) => reply.RetryAfter is { } asked
        ? asked * (1 + (0.1 * _random.NextDouble()))
        : Math.Min(30, 0.5 * Math.Pow(2, query.Attempts - 1)) * (0.5 + _random.NextDouble());

    private sealed class Fresh : AdmissionRequest
    {
        private readonly QuotaClient _client;

        public Fresh(QuotaClient client)
        {
            _client = client;
            Age = long.MaxValue;
        }

        public override void Admit() => _client.Attempt(new Query(_client) { Age = ++_client._begun });
    }

    private sealed class Query(QuotaClient client) : AdmissionRequest
    {
        public int Attempts { get; set; }

        public override void Admit() => client.Attempt(this);
    }
}

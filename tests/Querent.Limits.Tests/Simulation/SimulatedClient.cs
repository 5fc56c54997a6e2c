namespace Querent.Limits.Tests.Simulation;

/// <summary>
/// Asks queries of a simulated provider through a real admission queue with real limits, and tries again what is refused as the
/// pipeline does: after a jittered back-off that doubles, or the wait that the reply asks for.
/// </summary>
internal sealed class SimulatedClient
{
    private readonly SimulatedClock _clock;
    private readonly SimulatedServer _server;
    private readonly Random _random = new(7);
    private readonly Fresh _fresh;
    private readonly List<(double At, int Limit, int InUse)> _looks = [];
    private long _begun;

    public SimulatedClient(SimulatedClock clock, SimulatedServer server, DeploymentLimits limits)
    {
        _clock = clock;
        _server = server;
        Limits = limits;
        Queue = new AdmissionQueue(limits, clock);
        _fresh = new Fresh(this);
        Look();
    }

    public DeploymentLimits Limits { get; }

    public AdmissionQueue Queue { get; }

    public List<double> ServedAt { get; } = [];

    public List<double> RefusedAt { get; } = [];

    /// <summary>How long a query waits, on average, before its second attempt; in seconds.</summary>
    public double Backoff { get; set; } = 0.5;

    /// <summary>The most attempts that a query has taken.</summary>
    public int MostAttempts { get; private set; }

    public void Ask(int queries) => Queue.Request(_fresh, queries);

    public double Served(double from, double to) => ServedAt.Count(at => at >= from && at < to) / (to - from);

    public double RefusedPart(double from, double to)
    {
        double refused = RefusedAt.Count(at => at >= from && at < to);
        double served = ServedAt.Count(at => at >= from && at < to);
        return refused / Math.Max(1, refused + served);
    }

    /// <summary>The mean of the limit over a time that has passed.</summary>
    public double MeanLimit(double from, double to) => _looks.Where(look => look.At >= from && look.At < to).Average(look => (double)look.Limit);

    /// <summary>The part of the most permits that was in use over a time that has passed.</summary>
    public double LimitUse(double from, double to)
        => _looks.Where(look => look.At >= from && look.At < to).Average(look => (double)look.InUse) / _looks.Max(look => look.Limit);

    private void Look()
    {
        _looks.Add((_clock.Now, Queue.Limit, Queue.InUse));
        _clock.After(0.01, Look);
    }

    private void Attempt(Query query)
    {
        double started = Queue.Now;
        int inFlight = Queue.InUse;
        query.Attempts++;
        MostAttempts = Math.Max(MostAttempts, query.Attempts);
        SimulatedReply reply = _server.Arrive(_clock.Now, query.Attempts);
        _clock.After(reply.Seconds, () => End(query, started, inFlight, reply));
    }

    private void End(Query query, double started, int inFlight, SimulatedReply reply)
    {
        Queue.Observe(new AttemptSignal(reply.IsServed ? AttemptVerdict.Served : AttemptVerdict.Refused, started, Queue.Now, reply.OutputTokens, reply.RetryAfter, reply.RateLimits) { InFlight = inFlight });
        if (reply.IsServed)
        {
            _server.Leave(_clock.Now);
            ServedAt.Add(_clock.Now);
        }
        else
        {
            RefusedAt.Add(_clock.Now);
            double wait = reply.RetryAfter is { } asked ? asked * (1 + (0.1 * _random.NextDouble())) : Math.Min(30, Backoff * Math.Pow(2, query.Attempts - 1)) * (0.5 + _random.NextDouble());
            _clock.After(wait, () => Queue.Request(query, 1));
        }

        Queue.Release();
    }

    private sealed class Fresh : AdmissionRequest
    {
        private readonly SimulatedClient _client;

        public Fresh(SimulatedClient client)
        {
            _client = client;
            Age = long.MaxValue;
        }

        public override void Admit() => _client.Attempt(new Query(_client) { Age = ++_client._begun });
    }

    private sealed class Query(SimulatedClient client) : AdmissionRequest
    {
        public int Attempts { get; set; }

        public override void Admit() => client.Attempt(this);
    }
}

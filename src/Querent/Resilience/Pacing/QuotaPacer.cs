namespace Querent;

/// <summary>
/// Spreads requests and their tokens over the deployment's quota: as the options give it, as the replies' headers state it, or as
/// refusals show it. Not safe for use by several threads at once; times in seconds.
/// </summary>
internal sealed class QuotaPacer(QuotaPacingOptions options)
{
    // The provider's clock and ours differ, and requests do not arrive as evenly as they are sent.
    private const double Share = 0.99;

    // How long after the pace held a request back it counts as what binds.
    private const double BoundFor = 0.25;

    private readonly PacedRate _requests = new() { Rate = PerSecond(options.RequestsPerMinute) };
    private readonly PacedRate _tokens = new() { Rate = PerSecond(options.TokensPerMinute) };
    private readonly PacedRate _learntPace = new();
    private readonly LearntRate _learnt = new();
    private readonly RateSuspicion _suspicion = new();
    private double _adopted = double.NegativeInfinity;
    private double _lastBound = double.NegativeInfinity;
    private double _meanCharge;

    /// <summary>The requests a second that are let through at most; infinite when there is no limit.</summary>
    public double RequestRate => Math.Min(_requests.Rate, _learnt.Rate);

    /// <summary>The tokens a second that are let through at most; infinite when there is no limit.</summary>
    public double TokenRate => _tokens.Rate;

    /// <summary>How long, in seconds, the next request has to wait; nothing or less for not at all.</summary>
    public double WaitFor(double now)
    {
        double wait = Math.Max(Math.Max(_requests.WaitFor(now), _tokens.WaitFor(now)), _learntPace.WaitFor(now));
        if (wait > 0)
        {
            _lastBound = now;
        }

        return wait;
    }

    /// <summary>Reserves a request, and the tokens that one takes on average until <see cref="Correct"/> knows better.</summary>
    /// <returns>The tokens reserved.</returns>
    public double Reserve(double now)
    {
        _requests.Take(now, 1);
        _learntPace.Take(now, 1);
        _tokens.Take(now, _meanCharge);
        return _meanCharge;
    }

    /// <summary>Replaces a reservation of tokens by a better estimate, or by what was used in the end.</summary>
    public void Correct(double reserved, double better) => _tokens.Correct(better - reserved);

    /// <summary>Learns what a request takes, for the reservations to come.</summary>
    public void Charged(double tokens) => _meanCharge = _meanCharge == 0 ? tokens : _meanCharge + ((tokens - _meanCharge) / 32);

    /// <summary>Whether a refusal now is for the quota rather than for the number of attempts in flight.</summary>
    /// <param name="signal">The refused attempt's end.</param>
    /// <param name="isFull">Whether the limit of attempts in flight was in use.</param>
    public bool Blames(in AttemptSignal signal, bool isFull)
        => signal.RetryAfter is not null || signal.RateLimits is { RemainingRequests: 0 } or { RemainingTokens: 0 } || (IsBound(signal.Ended) && !isFull);

    /// <summary>Whether a congestion event that nothing explains is for the rate after all.</summary>
    /// <param name="signal">The refusal that it began with.</param>
    /// <param name="level">How many attempts could be in flight.</param>
    public bool Suspects(in AttemptSignal signal, int level) => _suspicion.Add(signal.Ended, level);

    public void Served(in AttemptSignal signal)
    {
        _suspicion.Served(signal.Ended);
        Adopt(signal);
        _learnt.Served(signal.Ended, IsBound(signal.Ended), _requests.Rate);
        _learntPace.Rate = _learnt.Rate;
    }

    public void Refused(in AttemptSignal signal)
    {
        Adopt(signal);
        if (signal.Started >= _adopted)
        {
            _learnt.Refused(signal.Ended, signal.RetryAfter ?? 0);
        }
    }

    private bool IsBound(double now) => now - _lastBound < BoundFor;

    // What was sent before a quota was known, or changed, says nothing about the pace.
    private void Adopt(in AttemptSignal signal)
    {
        bool isNew = Adopt(_requests, signal.RateLimits.LimitRequests, options.RequestsPerMinute) | Adopt(_tokens, signal.RateLimits.LimitTokens, options.TokensPerMinute);
        _adopted = isNew ? signal.Ended : _adopted;
    }

    private static bool Adopt(PacedRate pace, int? stated, int? asked)
    {
        double rate = Math.Min(PerSecond(stated), PerSecond(asked));
        bool isNew = stated is not null && rate != pace.Rate;
        pace.Rate = isNew ? rate : pace.Rate;
        return isNew;
    }

    private static double PerSecond(int? perMinute) => perMinute is { } limit ? limit * Share / 60 : double.PositiveInfinity;
}

namespace Querent;

/// <summary>
/// Spreads requests and their tokens over the deployment's quota: as the options give it, as the replies' headers state it, or as
/// refusals show it. Not safe for use by several threads at once; times in seconds.
/// </summary>
/// <param name="options">The quota, as far as it is known beforehand.</param>
/// <param name="isAlone">Whether nothing else fits itself to refusals, so that each is for the quota.</param>
internal sealed class QuotaPacer(QuotaPacingOptions options, bool isAlone = false)
{
    // The provider's clock and ours differ, and requests do not arrive as evenly as they are sent.
    private const double Share = 0.99;

    // How long after the pace held a request back it counts as what binds.
    private const double BoundFor = 0.25;

    private readonly PacedRate _requests = new(PerSecond(options.RequestsPerMinute));
    private readonly PacedRate _tokens = new(PerSecond(options.TokensPerMinute));
    private readonly PacedRate _learntPace = new();
    private readonly LearntRate _learnt = new(isAlone);
    private readonly RateSuspicion _suspicion = new();
    private readonly TokenReservations _unnamed = new();
    private readonly TokenEstimator _estimator = new();
    private double _adopted = double.NegativeInfinity;   // when the quota was stated last that is in force
    private double _lastBound = double.NegativeInfinity;
    private double _meanCharge;
    private int _unsent;   // reservations that came to nothing and that no other has followed
    private int? _highestStated;

    /// <summary>The requests a second that are let through at most; infinite when there is no limit.</summary>
    public double RequestRate => Math.Min(_requests.Rate, _learnt.Rate);

    /// <summary>The tokens a second that are let through at most; infinite when there is no limit.</summary>
    public double TokenRate => _tokens.Rate;

    /// <summary>Whether there is a quota of tokens, as far as it is known.</summary>
    public bool PacesTokens => !double.IsInfinity(_tokens.Rate);

    /// <summary>
    /// The most tokens that a request can ever have; null when nobody knows. A stated quota below the options' may be a cut that
    /// passes, and so may one below an earlier.
    /// </summary>
    public int? TokenQuota => options.TokensPerMinute ?? _highestStated;

    /// <summary>How long, in seconds, the next request has to wait; nothing or less for not at all.</summary>
    public double WaitFor(double now)
    {
        double wait = Math.Max(Math.Max(_requests.WaitFor(now), _tokens.WaitFor(now)), Math.Max(_learntPace.WaitFor(now), _learnt.WaitFor(now)));
        if (wait > 0)
        {
            _lastBound = now;
        }

        return wait;
    }

    /// <summary>
    /// Reserves a request, and the tokens that one takes on average. Of each one of <see cref="Charge"/>, <see cref="GiveBack"/>
    /// and <see cref="Settle"/> says what came of it.
    /// </summary>
    public void Reserve(double now)
    {
        bool isInPlace = _unsent > 0;   // of one that was not sent: that nothing was refused meanwhile shows nothing
        _unsent -= isInPlace ? 1 : 0;
        _requests.Take(now, 1);
        _learnt.Sent(now, IsBound(now) && !isInPlace, _requests.Rate);
        _learntPace.ChangeRate(now, _learnt.Rate);
        _learntPace.Take(now, 1);
        double tokens = PacesTokens ? _meanCharge : 0;
        _tokens.Take(now, tokens);
        _unnamed.Add(tokens);
    }

    /// <summary>What a request will be charged with, by what is known of its like.</summary>
    public TokenCharge Estimate(in TokenDemand demand) => _estimator.Estimate(demand);

    /// <summary>Replaces a reservation by the charge of the request that is sent for it.</summary>
    public void Charge(in TokenCharge charge)
    {
        _tokens.Correct(charge.Total - _unnamed.Take());
        LearnMean(charge.Total);
    }

    /// <summary>Gives a reservation back for which nothing is sent.</summary>
    public void GiveBack()
    {
        _tokens.Correct(-_unnamed.Take());
        _requests.Correct(-1);
        _learntPace.Correct(-1);
        _learnt.Windows.Unsent();
        _unsent++;
    }

    /// <summary>Replaces a charge by what the provider counted, as far as it did: what was too little becomes a debt.</summary>
    /// <param name="tokens">What an attempt took; null when nobody knows.</param>
    public void Settle(in AttemptTokens? tokens)
    {
        if (tokens is not { } taken)
        {
            _unnamed.Take();
            return;
        }

        _estimator.Learn(taken.Demand, taken.Usage);
        if (taken.Charge is { } charged)
        {
            _tokens.Correct(TokenEstimator.Settle(taken.Demand, taken.Usage, charged).Total - charged.Total);
            return;
        }

        double reserved = _unnamed.Take();
        if (taken.Usage != default)
        {
            // What was served before a quota was known, or without an estimate, has been charged all the same.
            double settled = TokenEstimator.Settle(taken.Demand, taken.Usage, Estimate(taken.Demand)).Total;
            _tokens.Correct(settled - reserved);
            LearnMean(settled);
        }
    }

    /// <summary>Whether a refusal now is for the quota rather than for the number of attempts in flight.</summary>
    /// <param name="signal">The refused attempt's end.</param>
    /// <param name="isFull">Whether the limit of attempts in flight was in use.</param>
    public bool Blames(in AttemptSignal signal, bool isFull)
        => isAlone || signal.RateLimits is { RemainingRequests: 0 } or { RemainingTokens: 0 }
            || (_learnt.IsPossible && (signal.RetryAfter is not null || (IsBound(signal.Ended) && (!isFull || _learnt.IsActive))));

    public void Served(in AttemptSignal signal)
    {
        Adopt(signal);
        _learnt.Windows.Served(signal.Started);
    }

    /// <summary>Takes note of a refusal, whatever it is for.</summary>
    /// <param name="signal">The attempt's end.</param>
    /// <param name="inUse">How many attempts were in flight.</param>
    public void Refused(in AttemptSignal signal, int inUse)
    {
        Adopt(signal);
        _suspicion.Refused(signal, !_learnt.Windows.IsShut, inUse);
        _learnt.Refused(signal);
    }

    /// <summary>The refusal was for the quota.</summary>
    public void Blame(in AttemptSignal signal)
    {
        if (signal.Started >= _adopted)
        {
            _learnt.Blame();
        }
    }

    /// <summary>The refusal was not for the number in flight: it was for the quota if the one before it was refused too, and not with it.</summary>
    public void BlameIfRepeated(in AttemptSignal signal)
    {
        if (isAlone || (_learnt.IsPossible && _suspicion.IsRepeated))
        {
            Blame(signal);
        }
    }

    /// <summary>Looks at what has become of those that were let through.</summary>
    /// <param name="now">The time.</param>
    /// <param name="inUse">How many attempts are in flight.</param>
    /// <returns>Whether refusals that nothing explained were for the quota, as it turns out.</returns>
    public bool Look(double now, int inUse)
    {
        if (_learnt.Look(now))
        {
            _suspicion.Opened();
        }

        bool isRate = _suspicion.Look(now, inUse, _learnt.Windows.TimeToSee) && _learnt is { IsActive: false, IsPossible: true };
        if (isRate)
        {
            _learnt.BlameLast();
        }

        _learntPace.ChangeRate(now, _learnt.Rate);
        return isRate;
    }

    private void LearnMean(double tokens) => _meanCharge = _meanCharge == 0 ? tokens : _meanCharge + ((tokens - _meanCharge) / 32);

    private bool IsBound(double now) => now - _lastBound < BoundFor;

    // What was sent before a quota was known, or changed, says nothing about the pace.
    private void Adopt(in AttemptSignal signal)
    {
        bool isNew = Adopt(_requests, signal.Ended, signal.RateLimits.LimitRequests, options.RequestsPerMinute) | Adopt(_tokens, signal.Ended, signal.RateLimits.LimitTokens, options.TokensPerMinute);
        if (isNew)
        {
            _adopted = signal.Ended;
            _learnt.Windows.Forget(signal.Ended);
        }

        _highestStated = signal.RateLimits.LimitTokens is { } stated ? Math.Max(stated, _highestStated ?? 0) : _highestStated;
    }

    private static bool Adopt(PacedRate pace, double now, int? stated, int? asked)
    {
        double rate = Math.Min(PerSecond(stated), PerSecond(asked));
        bool isNew = stated is not null && rate != pace.Rate;
        if (isNew)
        {
            pace.ChangeRate(now, rate);
        }

        return isNew;
    }

    private static double PerSecond(int? perMinute) => perMinute is { } limit ? limit * Share / 60 : double.PositiveInfinity;
}

namespace Querent.Emulator;

/// <summary>
/// One deployment's quota, shared by all of its clients. Knows no HTTP and no clock of its own: times are counted from any
/// moment and must be those of one clock. Any thread may call; deciding takes no memory and a time that does not grow.
/// </summary>
internal sealed class DeploymentQuota
{
    private readonly Lock _lock = new();
    private readonly QuotaTerms _terms;
    private int _serving;

    /// <exception cref="ArgumentException">The quota makes no sense.</exception>
    public DeploymentQuota(EmulatorQuota quota, TimeSpan now)
    {
        QuotaRules.Check(quota);
        _terms = new QuotaTerms(quota, now);
    }

    /// <summary>What was last asked for.</summary>
    public EmulatorQuota Quota => _terms.Quota;

    /// <summary>How many are admitted and have not left.</summary>
    public int Serving => Volatile.Read(ref _serving);

    /// <summary>Puts another quota in force. What the present windows have taken stays taken where windows stay as they are.</summary>
    /// <exception cref="ArgumentException">It makes no sense; the one in force stays.</exception>
    public void Change(EmulatorQuota quota, TimeSpan now)
    {
        QuotaRules.Check(quota);
        lock (_lock)
        {
            _terms.Advance(now);
            _terms.Change(quota);
        }
    }

    /// <summary>Decides on a request that arrives, and charges it. Whoever is admitted must <see cref="Leave"/>.</summary>
    /// <param name="now">An earlier time than the last is taken for that.</param>
    /// <param name="tokens">What it is charged; at least 0.</param>
    public QuotaDecision Admit(TimeSpan now, long tokens)
    {
        lock (_lock)
        {
            _terms.Advance(now);
            TimeSpan untilRequest = _terms.Requests?.UntilCanTake(1) ?? TimeSpan.Zero;
            bool fits = _terms.Tokens?.CanEverTake(tokens) ?? true;
            TimeSpan untilTokens = fits ? _terms.Tokens?.UntilCanTake(tokens) ?? TimeSpan.Zero : TimeSpan.Zero;
            TimeSpan? wait = fits ? TimeSpan.FromTicks(Math.Max(untilRequest.Ticks, untilTokens.Ticks)) : null;
            if (untilRequest > TimeSpan.Zero)
            {
                OweForRefusal();
                return Decide(QuotaRefusal.Requests, wait, 0);
            }

            if (wait != TimeSpan.Zero)
            {
                return Decide(fits ? QuotaRefusal.Tokens : QuotaRefusal.TooManyTokens, wait, TakeForFailure(0));
            }

            if (Quota.Capacity is { Overflow: CapacityOverflow.Refuse } capacity && _serving >= _terms.Concurrency)
            {
                return Decide(QuotaRefusal.Capacity, capacity.RetryAfter, TakeForFailure(tokens));
            }

            Take(tokens);
            Interlocked.Increment(ref _serving);   // leaving takes no lock
            return Decide(QuotaRefusal.None, TimeSpan.Zero, tokens);
        }
    }

    /// <summary>One that was admitted is served, or has gone.</summary>
    public void Leave() => Interlocked.Decrement(ref _serving);

    /// <summary>An admitted request has failed: where that costs nothing, what it took is given back while it still counts.</summary>
    public void Fail(TimeSpan now, in QuotaDecision admitted)
    {
        if (Quota.FailedCalls == FailedCallCharge.None)
        {
            GiveBack(now, 1, admitted.ChargedTokens, admitted.At);
        }
    }

    /// <summary>An admitted request was answered: where charges are settled, the tokens that it really took are what counts.</summary>
    public void Settle(TimeSpan now, in QuotaDecision admitted, long tokens)
    {
        if (Quota.SettleTokens)
        {
            GiveBack(now, 0, admitted.ChargedTokens - tokens, admitted.At);
        }
    }

    private void GiveBack(TimeSpan now, long requests, long tokens, TimeSpan takenAt)
    {
        lock (_lock)
        {
            _terms.Advance(now);
            _terms.Requests?.GiveBack(requests, takenAt);
            _terms.Tokens?.GiveBack(tokens, takenAt);
        }
    }

    private void Take(long tokens)
    {
        _terms.Requests?.Take(1);
        _terms.Tokens?.Take(tokens);
    }

    private long TakeForFailure(long tokens)
    {
        if (Quota.FailedCalls == FailedCallCharge.None)
        {
            return 0;
        }

        Take(tokens);
        return tokens;
    }

    private void OweForRefusal()
    {
        if (Quota.FailedCalls == FailedCallCharge.FullAndRefusals)
        {
            _terms.Requests!.Owe(1);
        }
    }

    private QuotaDecision Decide(QuotaRefusal refusal, TimeSpan? retryAfter, long charged) =>
        new(refusal, retryAfter, _terms.RequestState, _terms.TokenState, charged, _terms.Now, refusal == QuotaRefusal.None ? LatencyFactor() : 1);

    private double LatencyFactor() =>
        Quota.Capacity is { Overflow: CapacityOverflow.Slow } capacity && _terms.Concurrency is int full && _serving > full
            ? Math.Pow((double)_serving / full, capacity.Slowdown)
            : 1;
}

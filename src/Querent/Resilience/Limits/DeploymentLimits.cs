namespace Querent;

/// <summary>
/// All that holds back attempts on a deployment: how many may be in flight, the pace of its quota, and pauses that it asks for.
/// Each refusal lowers the one that it was for. Not safe for use by several threads at once; times in seconds.
/// </summary>
internal sealed class DeploymentLimits
{
    private readonly int _fixed;
    private readonly AdaptiveLimit? _adaptive;
    private readonly QuotaPacer? _pacer;
    private readonly Outage _outage = new();
    private readonly double _longestPause;
    private double _pausedUntil = double.NegativeInfinity;
    private double _lastPaced = double.NegativeInfinity;   // when a refusal was for the pace last
    private long _pacedEvents;

    private DeploymentLimits(int limit, AdaptiveLimit? adaptive, QuotaPacer? pacer, double longestPause)
    {
        _fixed = limit;
        _adaptive = adaptive;
        _pacer = pacer;
        _longestPause = longestPause;
    }

    /// <summary>How many attempts may be in flight.</summary>
    public int Limit => _adaptive?.Limit ?? _fixed;

    /// <summary>Whether anything depends on the time and on how attempts end.</summary>
    public bool IsTimed => _adaptive is not null || _pacer is not null;

    /// <summary>The pace; null where there is none.</summary>
    public QuotaPacer? Pacer => _pacer;

    /// <summary>How many congestion events lowered the limit, and how often refusals were for the pace, those that come together counted once.</summary>
    public long Events => (_adaptive?.Events ?? 0) + _pacedEvents;

    public static DeploymentLimits Fixed(int limit) => new(limit, null, null, 0);

    public static DeploymentLimits Of(int limit, AdaptiveLimit? adaptive, QuotaPacer? pacer, double longestPause) => new(limit, adaptive, pacer, longestPause);

    /// <summary>When the limit may be higher, though no attempt ends until then; infinite where it will not.</summary>
    public double LimitMayRiseAt => _adaptive?.LookAt ?? double.PositiveInfinity;

    /// <summary>Takes note of the time: a limit may be higher than it was.</summary>
    public void LookAtLimit(double now) => _adaptive?.Look(now);

    /// <summary>How long the next attempt has to wait, though there is a permit; nothing or less for not at all.</summary>
    public double WaitFor(double now, int inUse)
    {
        if (!IsTimed)
        {
            return 0;
        }

        Look(now, inUse);
        double pause = Math.Max(_pausedUntil, _outage.IsOn ? _outage.Until : double.NegativeInfinity) - now;
        return _pacer is null ? pause : Math.Max(pause, _pacer.WaitFor(now));
    }

    /// <summary>Takes note of an attempt that is let through.</summary>
    public void Reserve(double now)
    {
        _outage.LetThrough(now);
        _adaptive?.Sent(now);
        _pacer?.Reserve(now);
    }

    /// <summary>Takes back an attempt that was let through and is not sent.</summary>
    public void Unsent(double now)
    {
        _outage.Unsent(now);
        _adaptive?.Unsent();
        _pacer?.GiveBack();
    }

    /// <summary>Takes note of how an attempt ended.</summary>
    /// <param name="signal">Its end.</param>
    /// <param name="inUse">How many were in flight, this one among them.</param>
    public void Observe(in AttemptSignal signal, int inUse)
    {
        if (!IsTimed)
        {
            return;
        }

        if (signal.Verdict == AttemptVerdict.Served)
        {
            _outage.Served(signal);
            _adaptive?.Served(signal, inUse >= Limit);
            _pacer?.Served(signal);
        }
        else if (signal.Verdict == AttemptVerdict.Refused)
        {
            _outage.Refused(signal, inUse);
            if (signal.RetryAfter is { } wait)
            {
                _pausedUntil = Math.Max(_pausedUntil, signal.Ended + Math.Min(wait, _longestPause));
            }

            _pacer?.Refused(signal, inUse);
            if (inUse <= 1)
            {
                _adaptive?.RefusedAlone(signal);
                _pacer?.BlameIfRepeated(signal);
            }
            else if (_pacer?.Blames(signal, inUse >= Limit) == true)
            {
                _pacer.Blame(signal);
                CountPaced(signal);
            }
            else
            {
                _adaptive?.Refused(signal, inUse);
            }
        }

        Look(signal.Ended, inUse);
    }

    private void CountPaced(in AttemptSignal signal)
    {
        if (signal.Started >= _lastPaced)
        {
            _pacedEvents++;
            _lastPaced = signal.Ended;
        }
    }

    private void Look(double now, int inUse)
    {
        if (_pacer?.Look(now, inUse) == true)
        {
            _adaptive?.Undo();
        }
    }
}

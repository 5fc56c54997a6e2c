namespace Querent;

/// <summary>
/// How many attempts may be in flight, found by what becomes of them: refusals lower the limit, once a congestion event, and
/// replies raise it while it is in use. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// An event begins with a refusal and ends with the first reply to an attempt that was begun after it. How many attempts
/// were in flight and not refused meanwhile is what the provider does take. Only when hardly any were is that no measure: a
/// passing burst of refusals says nothing of a limit, unless the next event follows at once. That it has passed is known before
/// the first reply: what is sent while half goes on, and then while all does, is not refused in the time that refusals take.
/// </remarks>
internal sealed class AdaptiveLimit(int start, int ceiling)
{
    // An event this many rounds after the last is its continuation.
    private const double Continuation = 2;
    private const double MildCut = 0.95;

    // Events that are so far apart, in seconds, with no reply in between, say nothing of what is in service: replies take long.
    private const double Apart = 1;
    private const double Recent = 3;

    private readonly LevelSearch _search = new(start, floor: 1, ceiling, new SearchPace(SmallestStep: 1, ProbePart: 0.02, RoundsToSee: 2, FirstPatience: 4, LongestPatience: 32));
    private readonly GrowthJudge _growth = new();
    private readonly RefusalNoise _noise = new();
    private readonly RefusalSuspicion _suspicion = new();
    private readonly RecentCount _served = new(Recent);
    private double _latency;
    private int _count;
    private CongestionEvent? _event;
    private double _lastEventStart = double.NegativeInfinity;
    private double _roundsSinceEvent = double.PositiveInfinity;
    private bool _hasServedSinceEvent;
    private bool _isMeasured;   // whether replies tell what is in service
    private double _levelBefore = start;

    /// <summary>The most attempts in flight; while an event lasts, without those that it has refused.</summary>
    public int Limit => _event?.Limit ?? Level;

    /// <summary>How many congestion events there were.</summary>
    public long Events { get; private set; }

    private int Level => (int)(_search.Level + 1e-9);

    /// <summary>When <see cref="Look"/> may raise the limit again, though nothing ends until then; infinite where it will not.</summary>
    public double LookAt => _event?.QuietAt(_suspicion.ToSee) ?? double.PositiveInfinity;

    /// <summary>Takes note of the time.</summary>
    public void Look(double now)
    {
        if (_event is { } open && now >= open.QuietAt(_suspicion.ToSee) && !open.TryWhole())
        {
            Close(open, now);
        }
    }

    /// <summary>Takes note of an attempt that is let through.</summary>
    public void Sent(double now)
    {
        _suspicion.Sent(now);
        _event?.Sent(now);
    }

    /// <summary>Takes back an attempt that was let through and is not sent.</summary>
    public void Unsent() => _event?.Unsent();

    /// <summary>Takes note of an attempt that was served.</summary>
    /// <param name="signal">Its end.</param>
    /// <param name="isFull">Whether the limit was in use.</param>
    public void Served(in AttemptSignal signal, bool isFull)
    {
        _noise.Add(isRefused: false, _search.Level, signal.InFlight);
        _roundsSinceEvent += 1 / _search.Level;
        _hasServedSinceEvent |= signal.Started >= _lastEventStart;
        _served.Add(signal.Ended);
        _latency += (signal.Ended - signal.Started - _latency) / (_count = Math.Min(32, _count + 1));
        if (_event is { } passed)
        {
            if (signal.Started >= passed.Start)
            {
                Close(passed, signal.Ended);
            }
        }
        else if (isFull && signal.Started >= _lastEventStart)
        {
            if (_growth.Add(signal, Level, _search.IsClimbing) is { } level)
            {
                _search.Retreat(level);
            }
            else
            {
                _search.Advance(1 / _search.Level);
            }
        }
        else
        {
            _growth.Interrupt();
        }
    }

    /// <summary>Takes note of a refusal; those of attempts that began before the last event belong to it.</summary>
    /// <param name="signal">The attempt's end.</param>
    /// <param name="inUse">How many attempts were in flight, this one among them.</param>
    public void Refused(in AttemptSignal signal, int inUse)
    {
        _noise.Add(isRefused: true, _search.Level, signal.InFlight);
        if (_event is { } open)
        {
            open.Add(signal);
            return;
        }

        int refused = Math.Max(_suspicion.Refused(signal, Level), _noise.AreMany && !_suspicion.IsMostlyChance ? 1 : 0);
        if (signal.Started < _lastEventStart || _noise.Explains || refused == 0)
        {
            return;
        }

        Events++;
        _growth.Interrupt();
        _isMeasured = _hasServedSinceEvent || signal.Ended - _lastEventStart < Apart;
        _hasServedSinceEvent = false;
        _lastEventStart = signal.Ended;
        _event = new CongestionEvent(signal.Ended, _suspicion.Began, Level, inUse, refused, isContinued: _roundsSinceEvent < Continuation);
    }

    /// <summary>Takes note of a refusal while nothing else was in flight: neither it nor those just before were for the number.</summary>
    public void RefusedAlone(in AttemptSignal signal)
    {
        _noise.Add(isRefused: true, _search.Level, signal.InFlight);
        Undo();
    }

    /// <summary>Takes the cuts of the last events back: it has turned out that something else was the reason.</summary>
    public void Undo()
    {
        if (_event is not null || _roundsSinceEvent < Continuation)
        {
            _event = null;
            _search.Hold(Math.Max(_levelBefore, _search.Level));
        }
    }

    private void Close(CongestionEvent passed, double now)
    {
        bool isContinued = passed.IsContinued;
        _event = null;
        _roundsSinceEvent = 0;
        _levelBefore = isContinued ? Math.Max(_levelBefore, passed.Level) : passed.Level;
        if (_noise.Unmask(passed.Level) is { } level)
        {
            _search.Hold(level);
        }
        else if (!passed.HasPassed)
        {
            _search.Refuse(passed.Served >= passed.Level / 2 ? passed.Served : isContinued && _isMeasured ? Math.Max(passed.Served, InService(now)) : passed.Level * MildCut);
        }
    }

    // By Little's law.
    private double InService(double now) => _served.PerSecond(now, Recent) * _latency;
}

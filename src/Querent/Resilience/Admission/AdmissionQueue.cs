namespace Querent;

/// <summary>
/// A deployment's permits, and a queue of those that wait, the oldest row first, so that rows finish in the order in which they
/// came. A permit comes with its share of the quota, or not at all. What waits is data: no buffer, timer or task is held by it.
/// </summary>
internal sealed class AdmissionQueue : IDisposable
{
    private const double LongestSleep = 86_400;   // timers take no more than some weeks

    private readonly Lock _lock = new();
    private readonly PriorityQueue<(AdmissionRequest Request, long Place), (long Age, long Place)> _queue = new();
    private readonly TimeProvider _timeProvider;
    private readonly DeploymentLimits _limits;
    private readonly ITimer _timer;
    private readonly long _origin;
    private double _timerDue = double.PositiveInfinity;
    private long _lastPlace;
    private int _waiting;
    private int _inUse;
    private int _peakInUse;
    private double _heldSince = double.NaN;
    private double _held;
    private bool _isPaused;
    private bool _pacesTokens;

    public AdmissionQueue(DeploymentLimits limits, TimeProvider timeProvider)
    {
        _limits = limits;
        _timeProvider = timeProvider;
        _origin = timeProvider.GetTimestamp();
        _pacesTokens = limits.Pacer is { PacesTokens: true };
        _timer = timeProvider.CreateTimer(static queue => ((AdmissionQueue)queue!).TimerCame(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A queue with a fixed number of permits.</summary>
    public AdmissionQueue(int limit, TimeProvider timeProvider)
        : this(DeploymentLimits.Fixed(limit), timeProvider)
    {
    }

    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return _limits.Limit;
            }
        }
    }

    public int InUse => Volatile.Read(ref _inUse);

    public int PeakInUse => Volatile.Read(ref _peakInUse);

    /// <summary>How many permits are waited for.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Whether there is a quota of tokens, so that each attempt is to be charged before it is sent.</summary>
    public bool PacesTokens => Volatile.Read(ref _pacesTokens);

    /// <summary>What the queue and its limits stand at now.</summary>
    public AdmissionState State
    {
        get
        {
            lock (_lock)
            {
                return new AdmissionState(
                    _limits.Limit,
                    _inUse,
                    _peakInUse,
                    _waiting,
                    _limits.Events,
                    _held + (double.IsNaN(_heldSince) ? 0 : Now - _heldSince),
                    _limits.Pacer?.RequestRate ?? double.PositiveInfinity,
                    _limits.Pacer?.TokenRate ?? double.PositiveInfinity);
            }
        }
    }

    /// <summary>The queue's clock, in seconds.</summary>
    public double Now => _timeProvider.GetElapsedTime(_origin).TotalSeconds;

    /// <summary>Asks for permits, or for more while it waits; the request is admitted once for each, some perhaps at once.</summary>
    public void Request(AdmissionRequest request, int permits)
    {
        int granted = 0;
        lock (_lock)
        {
            if (_waiting == 0)
            {
                while (granted < permits && TryGrant())
                {
                    granted++;
                }
            }

            int wanted = permits - granted;
            if (wanted > 0 && request.Wanted == 0)
            {
                request.Place = ++_lastPlace;
                _queue.Enqueue((request, request.Place), (request.Age, request.Place));
            }

            request.Wanted += wanted;
            _waiting += wanted;
        }

        for (; granted > 0; granted--)
        {
            request.Admit();
        }
    }

    /// <summary>Takes back what a request still waits for, and says how many permits that was.</summary>
    public int Withdraw(AdmissionRequest request)
    {
        lock (_lock)
        {
            int withdrawn = request.Wanted;
            request.Wanted = 0;
            _waiting -= withdrawn;
            if (_waiting == 0)
            {
                _queue.Clear();   // what is left are entries of waits that have ended
                LetGo();
            }

            return withdrawn;
        }
    }

    /// <summary>Gives a permit back, or on to the oldest request that waits.</summary>
    public void Release() => AdmitWaiting(released: 1);

    /// <summary>
    /// Charges an attempt that a permit was granted for, just before it is sent. One that can never fit is not charged, and must
    /// not be sent; it is still <see cref="Unsent"/>.
    /// </summary>
    /// <param name="demand">What it asks for.</param>
    /// <param name="quota">The quota that it does not fit into; null when it does.</param>
    /// <returns>The charge, for the attempt's <see cref="AttemptSignal"/>.</returns>
    public TokenCharge Charge(in TokenDemand demand, out int? quota)
    {
        lock (_lock)
        {
            QuotaPacer pacer = _limits.Pacer!;
            TokenCharge charge = pacer.Estimate(demand);
            quota = charge.Prompt + (demand.MaxOutputTokens ?? 0) > pacer.TokenQuota ? pacer.TokenQuota : null;
            if (quota is null)
            {
                pacer.Charge(charge);
            }

            return charge;
        }
    }

    /// <summary>Says, before a permit is given back, that nothing was sent for it: its share of the quota, and its turn to try in an outage, is another's.</summary>
    public void Unsent()
    {
        if (_limits.IsTimed)
        {
            lock (_lock)
            {
                _limits.Unsent(Now);
            }
        }
    }

    /// <summary>Tells the limits how an attempt ended, before its permit is given back.</summary>
    public void Observe(in AttemptSignal signal)
    {
        lock (_lock)
        {
            _limits.Observe(signal, _inUse);
            if (_limits.Pacer is { } pacer)
            {
                pacer.Settle(signal.Tokens);
                _pacesTokens = pacer.PacesTokens;
            }
        }
    }

    /// <summary>Grants nothing more until <see cref="Resume"/>; what is in flight goes on.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            _isPaused = true;
            if (_waiting > 0)
            {
                HoldBack(Now);
            }
        }
    }

    /// <summary>Grants permits again.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _isPaused = false;
        }

        AdmitWaiting();
    }

    public void Dispose() => _timer.Dispose();

    private void TimerCame()
    {
        lock (_lock)
        {
            _timerDue = double.PositiveInfinity;
        }

        AdmitWaiting();
    }

    /// <summary>Admits as many of those that wait as may be, after so many permits came back.</summary>
    private void AdmitWaiting(int released = 0)
    {
        AdmissionRequest? next;
        do
        {
            lock (_lock)
            {
                _inUse -= released;
                released = 0;
                next = TakeNext();
            }

            next?.Admit();
        }
        while (next is not null);
    }

    private AdmissionRequest? TakeNext()
    {
        while (_queue.TryPeek(out (AdmissionRequest Request, long Place) entry, out _))
        {
            if (entry.Request.Wanted == 0 || entry.Request.Place != entry.Place)
            {
                _queue.Dequeue();
                continue;
            }

            if (!TryGrant())
            {
                return null;
            }

            _waiting--;
            if (--entry.Request.Wanted == 0)
            {
                _queue.Dequeue();
            }

            return entry.Request;
        }

        return null;
    }

    /// <summary>Takes a permit with its share of the quota, or sees to it that the queue is looked at again when there may be one.</summary>
    private bool TryGrant()
    {
        if (_isPaused)
        {
            HoldBack(Now);
            return false;
        }

        double now = _limits.IsTimed ? Now : 0;
        _limits.LookAtLimit(now);
        if (_inUse >= _limits.Limit)
        {
            LetGo();
            if (_limits.LimitMayRiseAt is < double.PositiveInfinity and double due)
            {
                WakeAt(due);
            }

            return false;
        }

        double wait = _limits.WaitFor(now, _inUse);
        if (wait > 0)
        {
            HoldBack(now);
            WakeAt(now + wait);
            return false;
        }

        LetGo();
        _limits.Reserve(now);
        _inUse++;
        _peakInUse = Math.Max(_peakInUse, _inUse);
        return true;
    }

    private void HoldBack(double now) => _heldSince = double.IsNaN(_heldSince) ? now : _heldSince;

    private void LetGo()
    {
        if (!double.IsNaN(_heldSince))
        {
            _held += Now - _heldSince;
            _heldSince = double.NaN;
        }
    }

    private void WakeAt(double due)
    {
        due = Math.Min(due, Now + LongestSleep);
        if (due < _timerDue)
        {
            _timerDue = due;
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((due - Now) * 1000))), Timeout.InfiniteTimeSpan);
        }
    }
}

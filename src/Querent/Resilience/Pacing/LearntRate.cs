namespace Querent;

/// <summary>
/// The requests a second that a provider takes though it says no number: measured when its windows are used up, and looked for
/// beyond that while they are not. Not safe for use by several threads at once; times in seconds.
/// </summary>
internal sealed class LearntRate
{
    // Of what a window holds: the provider's clock and ours differ.
    private const double Share = 0.99;

    // So few refusals are the price of being near the limit.
    private const double Tolerated = 0.02;
    private const double Near = 0.9;
    private const double FarLess = 0.75;

    // Lowered so often for nothing, it is measured anew.
    private const int MostLowered = 3;

    // So many windows that follow each other are used up to the last, so that it is known what they hold.
    private const int FewestWindows = 3;
    private const double Beyond = 1.2;

    private const double LongestPoll = 1;
    private const double PollPart = 0.5;

    // A step is a request a second, as long as that is from a twentieth to a fifth of the rate.
    private const double LeastStep = 0.05;
    private const double MostStep = 0.2;

    // A step in long windows is seen late, but what is taken too early from them is not lost.
    private static readonly SearchPace InShortWindows = new(SmallestStep: 0, ProbePart: LeastStep, RoundsToSee: 1, FirstPatience: 4, LongestPatience: 8) { FewestToSee = 2 };
    private static readonly SearchPace InLongWindows = InShortWindows with { RoundsToSee = 3, FirstPatience = 3, LongestPatience = 10 };

    // A probe costs a refusal or so; of so many requests that is no matter.
    private const double RequestsAProbe = 60;

    // Where a quota is stated there is only what others leave of it to be found.
    private const double FirstPatience = 8;
    private const double LongestPatience = 32;

    private readonly RateFit _fit;
    private readonly QuotaWindows _windows;
    private readonly LevelSearch _search = new(1, floor: 0.1, ceiling: double.MaxValue, InShortWindows);
    private WindowMeasure _measured;
    private double _lastHeld;
    private double _until = double.NegativeInfinity;
    private bool _isBlamed;
    private bool _isMeasuring;
    private int _sent;      // since the level was changed
    private int _refused;
    private int _lowered;
    private double _known = double.PositiveInfinity;

    /// <param name="isAlone">Whether nothing else fits itself to refusals.</param>
    public LearntRate(bool isAlone)
    {
        _fit = new RateFit(isGiven: isAlone);
        _windows = new QuotaWindows(_fit);
    }

    /// <summary>Requests a second; infinite until the provider has refused for its rate.</summary>
    public double Rate => IsActive ? _search.Level : double.PositiveInfinity;

    public bool IsActive { get; private set; }

    public QuotaWindows Windows => _windows;

    /// <summary>Whether what is refused of late may be for a rate.</summary>
    public bool IsPossible => _fit.IsPossible;

    /// <summary>How long nothing is to be sent, since the window is used up.</summary>
    public double WaitFor(double now) => IsActive && _windows.IsShut ? _until - now : 0;

    /// <summary>Takes note of a request that is sent.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isBound">Whether the rate is what holds requests back.</param>
    /// <param name="known">The rate that the provider states; infinite when it does not.</param>
    public void Sent(double now, bool isBound, double known)
    {
        _known = known;
        if (IsActive && isBound && !_windows.IsShut)
        {
            if (!_isMeasuring)
            {
                _search.Advance(1 / _search.Level);
            }
            else if (_windows.IsLate(now))
            {
                // More than it can hold is let through: it was not for the rate, or that has risen.
                _isMeasuring = false;
                _search.Climb();
            }

            IsActive = _search.Level < known;
        }

        _sent++;
        _windows.Sent(now);
    }

    /// <summary>Takes note of a refusal, whatever it is for.</summary>
    public void Refused(in AttemptSignal signal)
    {
        bool isFirst = !_windows.IsShut;
        _isBlamed &= !isFirst;
        _refused++;
        _windows.Refused(signal.Started, signal.Ended, signal.RetryAfter);
        _until = _windows.Expected > signal.Ended
            ? _windows.Expected
            : signal.Ended + (_windows.IsTriedEarly ? _windows.TimeToSee : Math.Min(LongestPoll, Math.Max(1 / Rate, PollPart * _windows.ShutFor(signal.Ended))));
    }

    /// <summary>The last refusal was for the rate.</summary>
    public void Blame() => _isBlamed = true;

    /// <summary>The refusals before the window opened were for the rate, as it turns out.</summary>
    public void BlameLast() => Adjust(_measured);

    /// <summary>Looks whether another window has opened, and what the last one held.</summary>
    /// <returns>Whether one has.</returns>
    public bool Look(double now)
    {
        if (_windows.Look(now) is not { } held)
        {
            return false;
        }

        _measured = held;
        if (_isBlamed)
        {
            Adjust(held);
        }

        IsActive &= _fit.IsPossible;
        return true;
    }

    private void Adjust(in WindowMeasure held)
    {
        if (held.Windows == 0)
        {
            return;
        }

        double patience = Math.Clamp(RequestsAProbe / held.Rate, InShortWindows.FirstPatience, InShortWindows.LongestPatience);
        SearchPace pace = (_windows.Length > 1 ? InLongWindows : InShortWindows with { LongestPatience = patience }) with
        {
            ProbePart = Math.Clamp(1 / held.Rate, LeastStep, MostStep),
        };
        _search.Pace = double.IsInfinity(_known) ? pace : pace with { FirstPatience = FirstPatience, LongestPatience = LongestPatience };
        if (held.AtMost < FarLess * _lastHeld)
        {
            _fit.HeldLess();
        }

        _lastHeld = held.AtMost;
        bool isOften = !_search.IsProbing && _refused > 1 + (Tolerated * _sent);
        if (!IsActive || _isMeasuring || _search.IsClimbing || held.AtMost < Near * _search.Safe || (isOften && _lowered == MostLowered))
        {
            IsActive = true;
            _isMeasuring = held.Windows < FewestWindows;
            _lowered = 0;
            _search.Settle(_isMeasuring ? Beyond * held.AtMost : Share * held.Rate);
        }
        else if (_search.IsProbing)
        {
            _search.Retreat(Math.Min(_search.Safe, Math.Max(_search.Held, Share * held.AtMost)));
        }
        else if (isOften)
        {
            _lowered++;
            _search.Hold(Share * _search.Level);
        }
        else
        {
            return;
        }

        _sent = _refused = 0;
    }
}

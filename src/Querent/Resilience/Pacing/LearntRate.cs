namespace Querent;

/// <summary>
/// The requests a second that a provider takes though it says no number: measured over each time that it refuses, and looked
/// for beyond that while it does not. Not safe for use by several threads at once; times in seconds.
/// </summary>
internal sealed class LearntRate
{
    // The windows in which providers count.
    private const double ShortWindow = 1;
    private const double LongWindow = 10;

    // What is taken too early from a long window is not lost, so a probe need not wait for its end.
    private const double LongRound = 3;

    // Nothing was served for longer than a short window can be the reason for.
    private const double LongGap = 1.2;

    // So few refusals are the price of being near the limit.
    private const double Tolerated = 0.02;

    // A measurement counts so many replies, so that it is not a matter of chance, but does not take longer than the other.
    private const double FewestServed = 30;
    private const double LongestMeasurement = 4;

    private readonly LevelSearch _search = new(1, floor: 0.1, ceiling: double.MaxValue, new SearchPace(SmallestStep: 0.1, ProbePart: 0.05, RoundsToSee: 1, FirstPatience: 1, LongestPatience: 8));
    private readonly RecentCount _served = new(LongWindow);
    private double _eventStart;
    private double _eventServed;
    private double _eventRefused;
    private double _lastServed;
    private double _longestGap;
    private double _round = ShortWindow;
    private bool _isMeasuring;

    /// <summary>Requests a second; infinite until the provider has refused for its rate.</summary>
    public double Rate => IsActive ? _search.Level : double.PositiveInfinity;

    public bool IsActive { get; private set; }

    /// <summary>Takes note of a request that was served.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isBound">Whether the rate is what holds requests back.</param>
    /// <param name="known">The rate that the provider states; infinite when it does not.</param>
    public void Served(double now, bool isBound, double known)
    {
        _served.Add(now);
        if (_isMeasuring)
        {
            _eventServed++;
            _longestGap = Math.Max(_longestGap, now - Math.Max(_eventStart, _lastServed));
            double taken = now - _eventStart;
            if (taken >= ShortWindow && (_eventServed >= FewestServed || taken >= LongestMeasurement))
            {
                EndMeasurement(now);
            }
        }
        else if (IsActive && isBound)
        {
            _search.Advance(1 / (_search.Level * _round));
            IsActive = _search.Level < known;
        }

        _lastServed = now;
    }

    /// <summary>Takes note of a refusal for the rate.</summary>
    /// <param name="now">The time.</param>
    /// <param name="retryAfter">How long the provider asks to wait, as a rule until its window ends; nought when it does not say.</param>
    public void Refused(double now, double retryAfter)
    {
        if (!_isMeasuring)
        {
            _isMeasuring = true;
            _eventStart = now;
            _eventServed = _eventRefused = _longestGap = 0;
        }

        _eventRefused++;
        _longestGap = Math.Max(_longestGap, Math.Min(retryAfter, LongWindow));
    }

    private void EndMeasurement(double now)
    {
        _isMeasuring = false;
        _round = _longestGap > LongGap ? LongRound : _round;
        if (_eventRefused <= Tolerated * (_eventRefused + _eventServed))
        {
            return;
        }

        // After a time in which nothing was served a whole window counts, with what was served in it before.
        double rate = _longestGap > LongGap ? _served.PerSecond(now, LongWindow) : _served.PerSecond(now, Math.Min(now - _eventStart, LongestMeasurement));
        if (IsActive)
        {
            _search.Refuse(rate);
        }
        else
        {
            IsActive = true;
            _search.Hold(rate);
        }
    }
}

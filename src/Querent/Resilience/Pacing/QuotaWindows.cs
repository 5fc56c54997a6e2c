namespace Querent;

/// <summary>
/// Follows the windows that a provider counts in by what it refuses: one that is used up refuses all that comes until the next
/// opens. What was let through from one opening to the next is what a window holds. Not safe for use by several threads at once;
/// times in seconds.
/// </summary>
/// <param name="fit">Whether they are windows at all.</param>
internal sealed class QuotaWindows(RateFit fit)
{
    // The windows in which providers count.
    private const double Short = 1;
    private const double Long = 10;
    private const double Minute = 60;

    // Nothing was let through for longer, in windows, than one of them can be the reason for.
    private const double LongGap = 1.2;

    // Openings that are less than this apart, in windows, are of one; more, and not each window between them was used up.
    private const double OneWindow = 0.5;
    private const double NextWindow = 1.5;
    private const double Late = 0.5;   // seconds
    private const double Regular = 0.15;
    private const int MostChained = 4;

    // So often one that is used up is tried once before it is expected to open, lest it is only expected.
    private const int TriedEarly = 3;

    // A mean over windows of which not all were used up counts for so many.
    private const double Memory = 2;

    private readonly RefusalTime _refusalTime = new();
    private readonly RecentCount _recent = new(Minute + Short, 0.02);
    private long _sent;
    private long _refused;
    private double _shut = double.NaN;
    private int _shuts;
    private bool _isGuessed;
    private double _told;   // until when the provider asks to wait
    private long _lastLetThrough;
    private double _lastRefused;
    private double _lastSent;
    private double _begun = double.NaN;
    private (double At, long Sent, long Refused)? _trial;   // the first that was sent since the window is used up, and what came of it and those behind it
    private bool _isSeen;   // one of them was served
    private Opening? _last;
    private Opening? _first;   // of those that followed each other
    private int _chained;
    private WindowBorder _border;
    private double _forgotten = double.NegativeInfinity;

    /// <summary>How long a window is, as far as is known.</summary>
    public double Length { get; private set; } = Short;

    /// <summary>Whether the window is used up.</summary>
    public bool IsShut => !double.IsNaN(_shut);

    /// <summary>For how long it has been.</summary>
    public double ShutFor(double now) => now - _shut;

    /// <summary>Whether a window was not used up for longer than the next one takes.</summary>
    public bool IsLate(double now) => !IsShut && (_last is null || now - _border.Latest > Length + Late);

    /// <summary>When the next window opens, as the provider says or the windows before suggest; what is past is no help.</summary>
    public double Expected { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether the next is to be tried at once, since it is only a guess that the window is used up.</summary>
    public bool IsTriedEarly { get; private set; }

    /// <summary>After so long a request that was not refused was let through.</summary>
    public double TimeToSee => _refusalTime.ToSee;

    /// <summary>Takes note of a request that is sent.</summary>
    public void Sent(double now)
    {
        _trial ??= IsShut ? (now, _sent, _refused) : null;
        fit.Sent();
        _recent.Add(now);
        _sent++;
        _lastSent = now;
        _begun = double.IsNaN(_begun) ? now : _begun;
    }

    /// <summary>Takes note of one that was served.</summary>
    /// <param name="started">When it was sent.</param>
    public void Served(double started) => _isSeen |= _trial is { } trial && started >= trial.At;

    /// <summary>Takes note of one that was to be sent and was not.</summary>
    public void Unsent()
    {
        _recent.Add(_lastSent, -1);
        _refused++;
        _trial = IsUp(_trial) ? null : _trial;
    }

    /// <summary>Takes note of a refusal.</summary>
    /// <param name="started">When the request was sent.</param>
    /// <param name="ended">When the refusal came.</param>
    /// <param name="retryAfter">How long the provider asks to wait; null when it does not say.</param>
    public void Refused(double started, double ended, double? retryAfter)
    {
        _refusalTime.Add(started, ended);
        _recent.Add(started, -1);
        _refused++;
        bool isFirst = !IsShut;
        if (isFirst)
        {
            _shut = _lastRefused = started;
            _shuts++;
            _isGuessed = false;
            Expected = _told = double.NegativeInfinity;
        }

        IsTriedEarly = isFirst && _shuts % TriedEarly == 0;
        if (!_isGuessed && _last is not null && fit.IsLikely && !IsTriedEarly)
        {
            _isGuessed = true;
            Expected = _border.Next(ended, Length);
        }

        if (retryAfter is { } wait)
        {
            Expected = _told = ended + wait;
        }

        bool isRepeated = false;
        if (_trial is not { } trial || started < trial.At)
        {
            _lastRefused = Math.Max(_lastRefused, started);
        }
        else if (IsUp(trial))
        {
            isRepeated = true;
            _lastRefused = started;
            _trial = null;
        }

        fit.Refused(isRepeated);
    }

    /// <summary>Looks whether another window has opened.</summary>
    /// <returns>What the last one held, or the last few; null when none has opened.</returns>
    public WindowMeasure? Look(double now)
    {
        if (_trial is not { } trial || (now - trial.At < TimeToSee && !_isSeen))
        {
            return null;
        }

        var opening = new Opening(trial.At, trial.Sent - trial.Refused, trial.Sent);
        bool isWindow = fit.Opened(trial.At, _last is null || _border.Allows(_lastRefused, trial.At), opening.LetThrough - _lastLetThrough);
        _lastLetThrough = opening.LetThrough;
        WindowMeasure held = isWindow ? Measure(opening) : default;
        if (fit.IsRefuted)
        {
            _last = _first = null;   // if they are windows, then others than those
        }

        _trial = null;
        _isSeen = false;
        _shut = double.NaN;
        return held;
    }

    /// <summary>Forgets what windows held: it has changed, and the present one was begun on other terms.</summary>
    public void Forget(double now)
    {
        _last = _first = null;
        _forgotten = now;
    }

    /// <summary>Whether all that was sent since a trial began was refused, or not sent after all.</summary>
    private bool IsUp((double At, long Sent, long Refused)? trial) => trial is { } tried && _refused - tried.Refused >= _sent - tried.Sent;

    private WindowMeasure Measure(in Opening opening)
    {
        double since = _last is { } last ? opening.At - last.At : double.PositiveInfinity;
        double shortest = Math.Max(_lastRefused, Math.Min(_told, opening.At)) - _shut is var gap && gap <= LongGap * Short ? Short : gap <= LongGap * Long ? Long : Minute;
        Length = shortest > Length || since < (1 - Regular) * Length ? shortest : Length;
        if (since < OneWindow * Length)
        {
            return default;
        }

        Opening before = _last ?? opening;
        _border = _last is null ? new WindowBorder(_lastRefused, opening.At) : _border.Narrow(_lastRefused, opening.At, Length);
        _last = opening;
        if (since > NextWindow * Length)
        {
            _first = opening;
            _chained = 0;
            return since < double.PositiveInfinity || opening.At - Long >= _forgotten ? Single(opening, before, since) : default;
        }

        Opening first = _first ?? before;
        double windows = (opening.At - first.At) / Length;
        windows = Math.Abs(windows - Math.Round(windows)) < Regular ? Math.Round(windows) : windows;
        _first = ++_chained >= MostChained ? before : first;
        _chained = _chained >= MostChained ? 1 : _chained;
        return new WindowMeasure(opening.LetThrough - first.LetThrough, windows * Length, (int)Math.Ceiling(windows));
    }

    // Of one window alone it is not known whether it was a short or a long one, and at the start not how much of it was seen: rather
    // too much, which the next window shows, than too little.
    private WindowMeasure Single(in Opening opening, in Opening before, double since)
    {
        double end = Math.Max(_lastRefused, Math.Min(Expected, opening.At));
        long behind = _sent - opening.Sent;
        double age = Math.Max(end - _begun, Short / 10);
        var held = new WindowMeasure(_recent.Since(end - Length) - behind, Math.Min(Length, age), 1);
        var inLong = new WindowMeasure(_recent.Since(end - Long) - behind, Math.Min(Long, age), 1);
        held = Length < Long && inLong.Rate > held.Rate ? inLong : held;
        var mean = new WindowMeasure(opening.LetThrough - before.LetThrough, since, 1);
        held = since <= Memory * Math.Max(Length, Long) && mean.Rate > held.Rate ? mean : held;
        return held.Count < 1 ? default : held;
    }

    private readonly record struct Opening(double At, long LetThrough, long Sent);
}

/// <summary>What was let through in windows that were used up.</summary>
/// <param name="Count">How many requests.</param>
/// <param name="Seconds">How long the windows are, together.</param>
/// <param name="Windows">How many there are; nought when nothing can be said.</param>
internal readonly record struct WindowMeasure(double Count, double Seconds, int Windows)
{
    /// <summary>Requests a second.</summary>
    public double Rate => Count / Seconds;

    /// <summary>The requests a second that it may be: what was left over when the next one did not fit is not seen.</summary>
    public double AtMost => (Count + 1) / Seconds;
}

namespace Querent;

/// <summary>
/// Looks for the highest level (of attempts at a time, of requests a second) that a provider takes: climbs fast until it is
/// refused, holds just below that, and probes beyond at longer and longer intervals, in steps that double while nothing is
/// refused. So a limit that stays is found and then hardly touched, and one that rises is caught up with in a few rounds.
/// </summary>
/// <remarks>
/// A round is the time after which an effect of a change can be seen: a reply's latency, or a second. Where plain additive
/// increase would cross the limit every few rounds and lose a part of the level each time, this pays one refused step a probe.
/// </remarks>
/// <param name="start">The level to begin with.</param>
/// <param name="floor">The lowest level.</param>
/// <param name="ceiling">The highest level.</param>
/// <param name="pace">How fast to go.</param>
internal sealed class LevelSearch(double start, double floor, double ceiling, SearchPace pace)
{
    // A probe that came this far is a climb.
    private const double ClimbFrom = 1.5;

    private const double DeepestCut = 4;
    private const double Near = 0.9;

    private Phase _phase = Phase.Climbing;
    private double _safe = start;
    private double _probedFrom = start;
    private double _roundsLeft;
    private double _step;
    private double _patience = pace.FirstPatience;

    private enum Phase
    {
        Climbing,
        Holding,
        Probing,
    }

    /// <summary>How fast to go.</summary>
    public SearchPace Pace { get; set; } = pace;

    /// <summary>The level now.</summary>
    public double Level { get; private set; } = Math.Clamp(start, floor, ceiling);

    /// <summary>Whether the level still grows with each reply.</summary>
    public bool IsClimbing => _phase == Phase.Climbing && Level < Ceiling;

    /// <summary>Whether a level above the last that was known to hold is tried.</summary>
    public bool IsProbing => _phase == Phase.Probing;

    /// <summary>The last level that was known to hold.</summary>
    public double Safe => _safe;

    /// <summary>The last level that was held.</summary>
    public double Held => _probedFrom;

    /// <summary>The highest level allowed.</summary>
    public double Ceiling
    {
        get;
        set
        {
            field = value;
            Level = Math.Min(Level, value);
        }
    } = ceiling;

    /// <summary>Notes that the level was in full use for a part of a round, or more, and that nothing was refused.</summary>
    public void Advance(double rounds)
    {
        if (_phase == Phase.Climbing)
        {
            Level = Math.Min(Level * Math.Pow(2, rounds), Ceiling);
            return;
        }

        _roundsLeft -= rounds;
        if (_roundsLeft > 0 || Level >= Ceiling)
        {
            return;
        }

        _step = _phase == Phase.Holding ? Math.Max(Pace.SmallestStep, Level * Pace.ProbePart) : 2 * _step;
        _safe = Level;
        _phase = Level > ClimbFrom * _probedFrom ? Phase.Climbing : Phase.Probing;
        Level = Math.Min(Level + _step, Ceiling);
        _roundsLeft = Math.Max(Pace.RoundsToSee, Pace.FewestToSee / _step);
    }

    /// <summary>Notes that the provider refused: once a congestion event, however many refusals that brings.</summary>
    /// <param name="served">How much it did take at the time.</param>
    public void Refuse(double served)
    {
        double level = Level;
        switch (_phase)
        {
            case Phase.Climbing:
                _safe = Math.Clamp(served, level / 2, level);
                _patience = Pace.FirstPatience;
                break;
            case Phase.Probing:
                // What held before the probe still does, if about as much was served.
                _safe = served >= Near * _safe ? _safe : Math.Clamp(served, _safe / DeepestCut, _safe);
                _patience = Math.Min(2 * _patience, Pace.LongestPatience);
                break;
            case Phase.Holding:
                _safe = Math.Clamp(served, level / DeepestCut, Math.Max(level - Pace.SmallestStep, level / DeepestCut));
                _patience = Pace.FirstPatience;
                break;
        }

        Hold(_safe);
    }

    /// <summary>Goes back to a level, and holds it for longer than the last time.</summary>
    public void Retreat(double level)
    {
        _patience = Math.Min(2 * _patience, Pace.LongestPatience);
        Hold(level);
    }

    /// <summary>Grows until it is refused.</summary>
    public void Climb() => _phase = Phase.Climbing;

    /// <summary>Goes to a level that was found by other means, and looks beyond it soon.</summary>
    public void Settle(double level)
    {
        _patience = Pace.FirstPatience;
        Hold(level);
    }

    /// <summary>Goes to a level that was found by other means, and holds it.</summary>
    public void Hold(double level)
    {
        Level = Math.Clamp(level, floor, Ceiling);
        _safe = _probedFrom = Level;
        _roundsLeft = _patience;
        _phase = Phase.Holding;
    }
}

namespace Querent;

/// <summary>
/// Tells refusals that come whatever is done, at random or for another client's sake, from those that a lower limit helps
/// against: when lowering it has not made them fewer, or attempts that began with few in flight meet them as well, they are
/// noise, and the limit goes back.
/// </summary>
internal sealed class RefusalNoise
{
    private const double Cut = 0.85;
    private const double LowestLevel = 8;   // below it one refusal more or less is a large part
    private const double Fewer = 0.6;
    private const double LeastNoise = 0.01;
    private const double MostNoise = 0.25;
    private const double Tolerable = 0.03;
    private const double Margin = 1.5;
    private const double Forgotten = 0.999;

    // Attempts that began with so few in flight, of the level, are not refused for their number.
    private const double LowUse = 0.6;
    private const double LowMemory = 1 / 64.0;
    private const double LeastWeight = 0.002;
    private const double MostWeight = 0.03;
    private const int FewestLow = 64;

    private double _part;   // of the attempts that end, those that are refused
    private double _lowPart;   // of those that began with few in flight
    private int _low;
    private double _noise;
    private double _highLevel;
    private double _highPart;

    /// <summary>Whether so many are refused that something has to be done, whatever it is for.</summary>
    public bool AreMany => _part > Tolerable;

    /// <summary>Whether the refusals of late are no more than the noise that is known.</summary>
    public bool Explains => _noise > 0 && _part <= _noise * Margin;

    /// <summary>Takes note of an attempt that ended.</summary>
    /// <param name="isRefused">Whether it was refused.</param>
    /// <param name="level">The limit's level.</param>
    /// <param name="inFlight">How many attempts were in flight when it began; null when nobody knows.</param>
    public void Add(bool isRefused, double level, int? inFlight)
    {
        double refused = isRefused ? 1 : 0;
        _part += (refused - _part) * Math.Clamp(1 / (4 * level), LeastWeight, MostWeight);
        if (inFlight <= Math.Max(1, LowUse * level))
        {
            _lowPart += (refused - _lowPart) * LowMemory;
            _low++;
            bool isNoise = _low >= FewestLow && _lowPart >= _part * Fewer && _lowPart is > LeastNoise and < MostNoise;
            _noise = isNoise ? Math.Max(_noise, Math.Min(_part, _lowPart / Fewer)) : _noise;
        }

        _noise = _noise < 0.002 ? 0 : _noise * (1 - ((1 - Forgotten) * Math.Min(1, 16 / level)));
    }

    /// <summary>At the end of an event: the level to go back to, when the cuts have been for nothing.</summary>
    public double? Unmask(double level)
    {
        if (level > _highLevel || _highPart == 0)
        {
            (_highLevel, _highPart) = (level, _part);
        }
        else if (level < _highLevel * Cut && _highLevel >= LowestLevel)
        {
            (double high, double before) = (_highLevel, _highPart);
            (_highLevel, _highPart) = (level, _part);
            if (_part >= before * Fewer && _part < MostNoise)
            {
                _noise = Math.Max(_part, before);
                return high;
            }
        }

        return null;
    }
}

namespace Querent;

/// <summary>
/// Tells refusals that come whatever is done, at random or for another client's sake, from those that a lower limit helps
/// against: when lowering it a good deal has not made them fewer, they are noise, and the limit goes back.
/// </summary>
internal sealed class RefusalNoise
{
    private const double DeepCut = 0.6;
    private const double LowestLevel = 8;   // below it one refusal more or less is a large part
    private const double Fewer = 0.6;
    private const double MostNoise = 0.25;
    private const double Margin = 1.5;
    private const double Forgotten = 0.999;

    private double _part;   // of the attempts that end, those that are refused
    private double _noise;
    private double _highLevel;
    private double _highPart;

    /// <summary>Whether the refusals of late are no more than the noise that is known.</summary>
    public bool Explains => _noise > 0 && _part <= _noise * Margin;

    public void Add(bool isRefused, double level)
    {
        double weight = Math.Clamp(1 / (4 * level), 0.002, 0.1);
        _part += ((isRefused ? 1 : 0) - _part) * weight;
        _noise = _noise < 0.002 ? 0 : _noise * (1 - ((1 - Forgotten) * Math.Min(1, 16 / level)));
    }

    /// <summary>At the end of an event: the level to go back to, when the cuts have been for nothing.</summary>
    public double? Unmask(double level)
    {
        if (level > _highLevel || _highPart == 0)
        {
            (_highLevel, _highPart) = (level, _part);
        }
        else if (level < _highLevel * DeepCut && _highLevel >= LowestLevel)
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

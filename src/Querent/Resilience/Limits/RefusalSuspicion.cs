namespace Querent;

/// <summary>
/// Tells a refusal by chance from the first of many: where there is no room for another attempt, what is sent in the place of one
/// that was refused is refused as well. Not safe for use by several threads at once; times in seconds.
/// </summary>
internal sealed class RefusalSuspicion
{
    // Of what is sent then, so much at least is refused where there is no room: replies make some while a refusal takes its time.
    private const double Part = 0.25;

    // So many of what was in flight, and half of it, are no chance either.
    private const int FewestInBurst = 4;

    private const double Memory = 1 / 8.0;
    private const double MostlyChance = 0.5;

    private readonly RefusalTime _refusalTime = new();
    private double _chance;   // the part of them that were, of late
    private double _since = double.NaN;     // when the first came
    private double _triedAt = double.NaN;   // when another attempt was sent after it
    private int _refused;
    private int _sentSince;
    private int _refusedSince;

    /// <summary>When the first of the last refusals came.</summary>
    public double Began { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether refusals have been chance of late.</summary>
    public bool IsMostlyChance => _chance > MostlyChance;

    /// <inheritdoc cref="RefusalTime.ToSee"/>
    public double ToSee => _refusalTime.ToSee;

    /// <summary>Takes note of an attempt that is let through.</summary>
    public void Sent(double now)
    {
        Look(now);
        if (!double.IsNaN(_since))
        {
            _triedAt = double.IsNaN(_triedAt) ? now : _triedAt;
            _sentSince++;
        }
    }

    /// <summary>Takes note of a refusal.</summary>
    /// <param name="signal">The attempt's end.</param>
    /// <param name="level">The limit.</param>
    /// <returns>How many refusals are more than chance with it; nought when it may be chance.</returns>
    public int Refused(in AttemptSignal signal, int level)
    {
        Look(signal.Ended);
        _refusalTime.Add(signal.Started, signal.Ended);
        if (double.IsNaN(_since))
        {
            (_since, _triedAt, _refused, _sentSince, _refusedSince) = (signal.Ended, double.NaN, 0, 0, 0);
            Began = signal.Ended;
        }

        _refused++;
        _refusedSince += signal.Started >= _since ? 1 : 0;
        int together = _refused - _refusedSince;
        bool isBurst = together >= Math.Max(FewestInBurst, level / 2);
        if (!isBurst && (_refusedSince == 0 || _refusedSince < Part * _sentSince))
        {
            return 0;
        }

        _since = double.NaN;
        _chance -= _chance * Memory;
        return isBurst ? together : 1;
    }

    private void Look(double now)
    {
        if (now - _triedAt > _refusalTime.ToSee)
        {
            // Among more, one that was refused is no sign either way.
            if (_sentSince <= 1 / Part)
            {
                _chance += (1 - _chance) * Memory;
            }

            _since = _triedAt = double.NaN;
        }
    }
}

namespace Querent;

/// <summary>
/// Weighs whether refusals are for a rate, or come whatever is done. Of a window that is used up all that comes is refused until the
/// next opens; what is refused by chance is let through when it, or the next, is tried again. Not safe for use by several threads at
/// once; times in seconds.
/// </summary>
/// <remarks>
/// A sequential test (Wald's) of the one against the other: what is seen adds the logarithm of how much likelier the one makes it
/// than the other, up to where it can still be unlearnt soon.
/// </remarks>
/// <param name="isGiven">Whether they are taken to be for a rate, since nothing else is fitted to them.</param>
internal sealed class RateFit(bool isGiven = false)
{
    // No window is shorter than a second, and none is used up twice.
    private const double Soon = 0.5;

    // What windows do not explain happens once in so many times all the same.
    private const double Otherwise = 0.02;

    // An opening where one may be is no more than this for them, and one that has far less to give than those before this against.
    private const double MostForOpening = 1;
    private const double Shrunk = 3;

    private const double Likely = 2;
    private const double Most = 4;
    private const double Refuted = -5;
    private const double Least = -8;

    private const double Memory = 1 / 32.0;
    private const double LeastPart = 0.03;
    private const double MostPart = 0.9;

    private double _weight;
    private double _part;   // of what is sent, that is refused
    private double _opened = double.NegativeInfinity;

    /// <summary>Whether the windows of before do not explain them.</summary>
    public bool IsRefuted { get; private set; }

    /// <summary>Whether they may be for a rate.</summary>
    public bool IsPossible => isGiven || !IsRefuted;

    /// <summary>Whether they have been seen to be.</summary>
    public bool IsLikely => _weight >= Likely;

    /// <summary>Takes note of a request that is sent.</summary>
    public void Sent() => _part -= _part * Memory;

    /// <summary>Takes note of a refusal.</summary>
    /// <param name="isRepeated">Whether it was sent after the one before it had been refused.</param>
    public void Refused(bool isRepeated)
    {
        if (isRepeated)
        {
            Weigh(-Math.Log(Part));
        }

        _part += Memory;
    }

    /// <summary>Takes note of a request that is let through after refusals.</summary>
    /// <param name="at">When it was sent.</param>
    /// <param name="isDue">Whether a window may open then, by those before.</param>
    /// <param name="letThrough">How many were let through since the last such.</param>
    /// <returns>Whether it may be for a window that opened.</returns>
    public bool Opened(double at, bool isDue, long letThrough)
    {
        double byChance = 1 - Part;
        bool isWindow = isDue && at - _opened >= Soon;
        _opened = at;
        Weigh(isWindow ? Math.Min(MostForOpening, -letThrough * Soon * Math.Log(byChance)) : Math.Log(Otherwise / byChance));
        return isWindow && IsPossible;
    }

    /// <summary>A window held far less than those before it.</summary>
    public void HeldLess() => Weigh(-Shrunk);

    private double Part => Math.Clamp(_part, LeastPart, MostPart);

    private void Weigh(double weight)
    {
        _weight = Math.Clamp(_weight + weight, Least, Most);
        IsRefuted = IsRefuted ? _weight < 0 : _weight <= Refuted;
    }
}

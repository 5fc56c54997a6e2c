namespace Querent;

/// <summary>
/// Tells, where refusals say nothing of their reason, whether it is the rate: then all that comes for a time is refused, however
/// few are in flight, and after that as many as before are let through. Not safe for use by several threads at once; times in
/// seconds.
/// </summary>
internal sealed class RateSuspicion
{
    // Shorter, or fewer in a row, may be chance.
    private const double ShortestGap = 0.05;
    private const int FewestInARow = 2;

    private double _first;
    private double _firstEnded;
    private double _last;
    private int _inARow;
    private int _lowest;
    private bool _isArmed;
    private double _reached = double.NaN;

    /// <summary>Whether one was refused that was sent after another had been.</summary>
    public bool IsRepeated => _inARow > 0;

    /// <summary>Takes note of a refusal.</summary>
    /// <param name="signal">The attempt's end.</param>
    /// <param name="isFirst">Whether something was let through just before.</param>
    /// <param name="inUse">How many attempts were in flight.</param>
    public void Refused(in AttemptSignal signal, bool isFirst, int inUse)
    {
        _isArmed = false;
        if (isFirst)
        {
            (_first, _firstEnded, _inARow, _lowest) = (signal.Started, signal.Ended, 0, inUse);
        }

        _lowest = Math.Min(_lowest, inUse);
        _inARow += signal.Started >= _firstEnded ? 1 : 0;
        _last = signal.Started;
    }

    /// <summary>Something is let through again.</summary>
    public void Opened()
    {
        _isArmed = _inARow >= FewestInARow && _last - _first >= ShortestGap;
        _reached = double.NaN;
    }

    /// <summary>Looks whether as many are in flight as were refused, and have been let through.</summary>
    public bool Look(double now, int inUse, double timeToSee)
    {
        if (!_isArmed)
        {
            return false;
        }

        _reached = double.IsNaN(_reached) && inUse >= _lowest ? now : _reached;
        _isArmed = !(now - _reached > timeToSee);
        return !_isArmed;
    }
}

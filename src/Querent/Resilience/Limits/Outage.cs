namespace Querent;

/// <summary>
/// Notices when the provider refuses everything, and lets attempts through one at a time then, at growing intervals, until one
/// is not refused: refusals come back fast, and each would cost a query one of its attempts. Times in seconds.
/// </summary>
internal sealed class Outage
{
    // So many in a row, begun one after the other's refusal, are no matter of chance.
    private const int Streak = 8;

    private const double ShortestPause = 0.01;
    private const double LongestPause = 1;
    private const double PausePart = 0.25;

    private readonly RefusalTime _refusalTime = new();
    private double _since = double.PositiveInfinity;
    private double _probedAt = double.NegativeInfinity;
    private int _inARow;

    /// <summary>Whether everything is refused.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Until when nothing more is let through.</summary>
    public double Until { get; private set; } = double.NegativeInfinity;

    /// <summary>Takes note of a refusal.</summary>
    /// <param name="signal">The attempt's end.</param>
    /// <param name="inUse">How many attempts were in flight, the refused one among them.</param>
    public void Refused(in AttemptSignal signal, int inUse)
    {
        _refusalTime.Add(signal.Started, signal.Ended);
        _since = Math.Min(_since, signal.Ended);
        _inARow += signal.Started >= _since ? 1 : 0;
        if (inUse <= 1 || _inARow >= Streak)
        {
            IsOn = true;
            _probedAt = double.NegativeInfinity;
            Until = signal.Ended + Pause(signal.Ended);
        }
    }

    /// <summary>Takes note of an attempt that is let through.</summary>
    public void LetThrough(double now)
    {
        if (!IsOn)
        {
            return;
        }

        if (_probedAt > double.NegativeInfinity)
        {
            End();   // the last one was not refused in the meantime
            return;
        }

        _probedAt = now;
        Until = now + Math.Max(_refusalTime.ToSee, Pause(now));
    }

    /// <summary>
    /// Takes note of an attempt that was let through and is not sent: if it was the one that tries, another does. Where it was one from
    /// before, that is one attempt more.
    /// </summary>
    public void Unsent(double now)
    {
        if (IsOn && _probedAt > double.NegativeInfinity)
        {
            _probedAt = double.NegativeInfinity;
            Until = now;
        }
    }

    /// <summary>Takes note of an attempt that was served; it counts if it was begun since everything is refused.</summary>
    public void Served(in AttemptSignal signal)
    {
        if (signal.Started >= _since)
        {
            End();
        }
    }

    private double Pause(double now) => Math.Clamp(PausePart * (now - _since), ShortestPause, LongestPause);

    private void End()
    {
        IsOn = false;
        _since = double.PositiveInfinity;
        _inARow = 0;
    }
}

namespace Querent;

/// <summary>
/// Refusals that belong together, from the first to what shows that they are over. Half of the level goes on meanwhile, in case it is a
/// passing burst: that is tried soon where nearly everything was refused. Not safe for use by several threads at once; times in seconds.
/// </summary>
/// <param name="start">When it was noticed.</param>
/// <param name="began">When the first of its refusals came.</param>
/// <param name="level">The limit then.</param>
/// <param name="inUse">How many attempts were in flight.</param>
/// <param name="refused">How many refusals there were.</param>
/// <param name="isContinued">Whether the last one was just before.</param>
internal sealed class CongestionEvent(double start, double began, int level, int inUse, int refused, bool isContinued)
{
    private int _refused = refused;
    private double _quietSince = double.NegativeInfinity;
    private bool _isRefusedAgain;
    private bool _isWhole;
    private bool _hasSent;

    /// <summary>When it was noticed.</summary>
    public double Start => start;

    /// <summary>The limit before it.</summary>
    public int Level => level;

    /// <summary>Whether it goes on with the last one.</summary>
    public bool IsContinued => isContinued;

    /// <summary>How many attempts were in flight and not refused.</summary>
    public int Served => Math.Max(1, inUse - _refused);

    /// <summary>The most attempts in flight while it lasts.</summary>
    public int Limit => HasPassed ? level : Math.Max(1, Math.Max(level - _refused, level / 2));

    /// <summary>Whether as many as before may be let through again, and none was refused.</summary>
    public bool HasPassed => _isWhole && MayPass;

    // What hit only a part of the attempts is for their number.
    private bool MayPass => !isContinued && !_isRefusedAgain && Served < level / 2;

    /// <summary>When it is known of what is let through now that it was not refused; infinite where that would show nothing.</summary>
    /// <param name="toSee">After so long an attempt that was not refused was let through.</param>
    public double QuietAt(double toSee) => MayPass && (_hasSent || !_isWhole) ? Math.Max(start, _quietSince) + toSee : double.PositiveInfinity;

    /// <summary>Takes note of another refusal.</summary>
    public void Add(in AttemptSignal refusal)
    {
        _refused++;
        _quietSince = Math.Max(_quietSince, refusal.Ended);
        _isRefusedAgain |= refusal.Started >= began;
    }

    /// <summary>Takes note of an attempt that is let through.</summary>
    public void Sent(double now)
    {
        if (!_hasSent)
        {
            (_hasSent, _quietSince) = (true, Math.Max(_quietSince, now));
        }
    }

    /// <summary>Takes one back that was let through and is not sent: then the next is the first.</summary>
    public void Unsent() => _hasSent = false;

    /// <summary>Lets as many through as before; false where they were already.</summary>
    public bool TryWhole()
    {
        if (_isWhole)
        {
            return false;
        }

        (_isWhole, _hasSent) = (true, false);
        return true;
    }
}

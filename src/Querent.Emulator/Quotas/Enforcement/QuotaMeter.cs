namespace Querent.Emulator;

/// <summary>
/// Counts what a quota still allows. Knows no clock and no lock: whoever holds it says what time it is, in order, and calls
/// <see cref="Advance"/> before anything else. Amounts are counted in ticks of a minute, so that no fraction is ever lost.
/// </summary>
internal abstract class QuotaMeter
{
    /// <summary>A meter grants its limit in so many ticks.</summary>
    protected const long Unit = TimeSpan.TicksPerMinute;

    /// <summary>Makes the meter that a form of refill needs.</summary>
    public static QuotaMeter Create(QuotaRefill refill, long perMinute, TimeSpan window, TimeSpan now) =>
        refill == QuotaRefill.Continuous ? new QuotaBucket(perMinute, window, now) : new QuotaWindow(perMinute, window, now);

    /// <summary>What can be taken now.</summary>
    public abstract long Remaining { get; }

    /// <summary>How long until all can be taken.</summary>
    public abstract TimeSpan Reset { get; }

    /// <summary>Goes on to a time; an earlier one changes nothing.</summary>
    public abstract void Advance(TimeSpan now);

    /// <summary>Whether an amount could be taken if nothing else was.</summary>
    public abstract bool CanEverTake(long amount);

    /// <summary>How long until an amount can be taken, if nothing else is; 0 when it can now. Only for what can ever be taken.</summary>
    public abstract TimeSpan UntilCanTake(long amount);

    /// <summary>Takes what can be taken.</summary>
    public abstract void Take(long amount);

    /// <summary>Takes from what will come.</summary>
    public abstract void Owe(long amount);

    /// <summary>Gives back what was taken, or takes more when it is negative, while that still counts.</summary>
    public abstract void GiveBack(long amount, TimeSpan takenAt);

    /// <summary>Another limit; what was taken stays taken.</summary>
    public abstract void Change(long perMinute);
}

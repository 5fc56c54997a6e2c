namespace Querent.Emulator;

/// <summary>A quota as its changes have left it, and what its meters have counted. Knows no clock and no lock.</summary>
internal sealed class QuotaTerms
{
    private QuotaChange[] _changes = [];
    private int _next;
    private TimeSpan _start;
    private QuotaLevels _levels;
    private EmulatorQuota _quota;

    public QuotaTerms(EmulatorQuota quota, TimeSpan now)
    {
        Now = now;
        _quota = quota;
        _levels = QuotaLevels.Of(quota);
        Begin(quota, keep: false);
    }

    /// <summary>What was asked for. Any thread may read it.</summary>
    public EmulatorQuota Quota => Volatile.Read(ref _quota);

    /// <summary>The latest time that it has been told.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>What counts requests; null where any number is taken.</summary>
    public QuotaMeter? Requests { get; private set; }

    /// <summary>What counts tokens; null where any number is taken.</summary>
    public QuotaMeter? Tokens { get; private set; }

    /// <summary>How many are served side by side; null for any number.</summary>
    public int? Concurrency => _levels.Concurrency;

    public QuotaState RequestState => StateOf(Requests, _levels.RequestsPerMinute);

    public QuotaState TokenState => StateOf(Tokens, _levels.ShownTokensPerMinute);

    /// <summary>Puts another quota in force from now on. Its meters go on counting where their windows stay as they are.</summary>
    public void Change(EmulatorQuota quota) => Begin(
        quota,
        keep: quota.Refill == _quota.Refill && quota.RequestWindow == _quota.RequestWindow && quota.TokenWindow == _quota.TokenWindow);

    /// <summary>Goes on to a time, with every change that is due on the way.</summary>
    public void Advance(TimeSpan now)
    {
        while (_next < _changes.Length && _start + _changes[_next].At is var at && at <= now)
        {
            AdvanceMeters(at);
            _levels = _levels.After(_changes[_next++], _quota);
            Apply(keep: true);
        }

        AdvanceMeters(now);
    }

    private void AdvanceMeters(TimeSpan now)
    {
        if (now > Now)
        {
            Now = now;
            Requests?.Advance(now);
            Tokens?.Advance(now);
        }
    }

    private void Begin(EmulatorQuota quota, bool keep)
    {
        _start = Now;
        _changes = [.. quota.Changes.OrderBy(change => change.At)];
        _next = 0;
        _levels = QuotaLevels.Of(quota);
        Volatile.Write(ref _quota, quota);
        Apply(keep);
        Advance(Now);
    }

    private void Apply(bool keep)
    {
        Requests = Applied(keep ? Requests : null, _levels.RequestsPerMinute, _quota.RequestWindow);
        Tokens = Applied(keep ? Tokens : null, _levels.ShownTokensPerMinute, _quota.TokenWindow);
    }

    private QuotaMeter? Applied(QuotaMeter? meter, long? perMinute, TimeSpan window)
    {
        if (perMinute is not long shown)
        {
            return null;
        }

        if (meter is null)
        {
            return QuotaMeter.Create(_quota.Refill, _levels.LeftOf(shown), window, Now);
        }

        meter.Change(_levels.LeftOf(shown));
        return meter;
    }

    private static QuotaState StateOf(QuotaMeter? meter, long? limit) =>
        meter is null ? QuotaState.None : new QuotaState(limit ?? -1, meter.Remaining, meter.Reset);
}

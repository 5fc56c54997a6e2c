namespace Querent.Emulator;

/// <summary>
/// Windows that follow each other, each with its share of a minute. Where that is no whole number the fraction is carried
/// into the next window; the first has it rounded up, so that a slow quota does not begin with a refusal.
/// </summary>
internal sealed class QuotaWindow : QuotaMeter
{
    private readonly long _length;
    private readonly TimeSpan _start;
    private TimeSpan _now;
    private long _index;
    private long _grant;      // what a window adds, in units
    private long _carry;      // the fraction that the next window gets, in units
    private long _allowance;
    private long _used;
    private long _owed;

    public QuotaWindow(long perMinute, TimeSpan window, TimeSpan now)
    {
        _length = window.Ticks;
        _start = now;
        _now = now;
        Change(perMinute);
    }

    public override long Remaining => Math.Max(0, _allowance - _used);

    public override TimeSpan Reset => TimeSpan.FromTicks(_length - ((_now - _start).Ticks % _length));

    public override void Advance(TimeSpan now)
    {
        if (now <= _now)
        {
            return;
        }

        _now = now;
        long index = IndexOf(now);
        long passed = index - _index;
        if (passed > 0)
        {
            _index = index;
            Open(passed);
        }
    }

    public override bool CanEverTake(long amount) => amount <= MostOfAWindow;

    public override TimeSpan UntilCanTake(long amount)
    {
        if (amount <= Remaining)
        {
            return TimeSpan.Zero;
        }

        long windows = amount > _grant / Unit
            ? CeilingOf(Unit - _carry, _grant % Unit)    // the next window that gets a carried fraction
            : 1;
        if (_owed > 0)
        {
            windows = Math.Max(windows, CeilingOf(((_owed + amount) * Unit) - _carry, _grant));
        }

        return Reset + TimeSpan.FromTicks((windows - 1) * _length);
    }

    public override void Take(long amount) => _used += amount;

    public override void Owe(long amount) => _owed = Math.Min(_owed + amount, MostOfAWindow);

    public override void GiveBack(long amount, TimeSpan takenAt)
    {
        if (IndexOf(takenAt) == _index)
        {
            _used = Math.Max(0, _used - amount);
        }
    }

    public override void Change(long perMinute)
    {
        _grant = perMinute * _length;
        _allowance = MostOfAWindow;
        _carry = 0;
    }

    private long MostOfAWindow => CeilingOf(_grant, Unit);

    private void Open(long passed)
    {
        Int128 skipped = _carry + ((Int128)_grant * (passed - 1));
        _owed = (long)Int128.Max(0, _owed - (skipped / Unit));
        long sum = (long)(skipped % Unit) + _grant;
        _allowance = sum / Unit;
        _carry = sum % Unit;
        _used = Math.Min(_owed, _allowance);
        _owed -= _used;
    }

    private long IndexOf(TimeSpan time) => (time - _start).Ticks / _length;

    private static long CeilingOf(long dividend, long divisor) => dividend <= 0 ? 0 : ((dividend - 1) / divisor) + 1;
}

namespace Querent.Emulator;

/// <summary>A bucket that refills all the time and holds a window's share of a minute, or one where that is less.</summary>
internal sealed class QuotaBucket : QuotaMeter
{
    private readonly long _window;
    private long _perMinute;
    private long _capacity;   // in units, as the level
    private long _level;
    private TimeSpan _now;

    public QuotaBucket(long perMinute, TimeSpan window, TimeSpan now)
    {
        _window = window.Ticks;
        _now = now;
        _level = long.MaxValue;
        Change(perMinute);
    }

    public override long Remaining => Math.Max(0, _level / Unit);

    public override TimeSpan Reset => TimeSpan.FromTicks(TicksFor(_capacity - _level));

    public override void Advance(TimeSpan now)
    {
        if (now > _now)
        {
            // No more than fills it from its deepest, so that nothing overflows.
            long ticks = Math.Min((now - _now).Ticks, TicksFor(2 * _capacity));
            _level = Math.Min(_capacity, _level + (_perMinute * ticks));
            _now = now;
        }
    }

    public override bool CanEverTake(long amount) => amount * Unit <= _capacity;

    public override TimeSpan UntilCanTake(long amount) => TimeSpan.FromTicks(TicksFor((amount * Unit) - _level));

    public override void Take(long amount) => _level -= amount * Unit;

    public override void Owe(long amount) => _level = Math.Max(-_capacity, _level - (amount * Unit));

    public override void GiveBack(long amount, TimeSpan takenAt) =>
        _level = Math.Clamp(_level + (amount * Unit), -_capacity, _capacity);

    public override void Change(long perMinute)
    {
        _perMinute = perMinute;
        _capacity = Math.Max(Unit, perMinute * _window);
        _level = Math.Min(_level, _capacity);
    }

    private long TicksFor(long units) => units <= 0 ? 0 : ((units - 1) / _perMinute) + 1;
}

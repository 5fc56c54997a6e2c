namespace Querent;

/// <summary>
/// Tells, where refusals say nothing of their reason, whether it is the rate: then they come at any number of attempts in flight,
/// while about the same number is served a second. Times in seconds.
/// </summary>
internal sealed class RateSuspicion
{
    private const int EventsKept = 4;
    private const double Unlike = 1.5;
    private const double Alike = 1.35;
    private const double Memory = 4;   // of the rate of replies

    private readonly (int Level, double Rate)[] _events = new (int, double)[EventsKept];
    private int _count;
    private double _served;
    private double _last;

    public void Served(double now)
    {
        Fade(now);
        _served += 1 / Memory;
    }

    /// <summary>Takes note of a congestion event.</summary>
    /// <returns>Whether the rate is what it was for.</returns>
    public bool Add(double now, int level)
    {
        Fade(now);
        _events[_count++ % EventsKept] = (level, _served);
        if (_count < EventsKept)
        {
            return false;
        }

        int most = _events.Max(passed => passed.Level);
        int fewest = _events.Min(passed => passed.Level);
        double fastest = _events.Max(passed => passed.Rate);
        double slowest = _events.Min(passed => passed.Rate);
        bool isRate = most > Unlike * fewest && fastest < Alike * slowest;
        _count = isRate ? 0 : _count;
        return isRate;
    }

    private void Fade(double now)
    {
        _served *= Math.Exp((_last - now) / Memory);
        _last = now;
    }
}

namespace Querent;

/// <summary>
/// Spreads units evenly over time at a rate, as a leaky bucket does: what is taken now moves the time of the next, and what
/// was taken too much is a debt that passes. Times in seconds.
/// </summary>
/// <param name="rate">Units a second; infinite for no limit.</param>
internal sealed class PacedRate(double rate = double.PositiveInfinity)
{
    // Timers come late by about so much; without it a rate above their resolution could not be reached.
    private const double Slack = 0.02;

    private double _next = double.NegativeInfinity;

    /// <summary>Units a second; infinite for no limit.</summary>
    public double Rate { get; private set; } = rate;

    /// <summary>Goes on at another rate: a debt stays as many units, and so takes another time.</summary>
    public void ChangeRate(double now, double rate)
    {
        if (_next > now && double.IsFinite(Rate))
        {
            _next = double.IsInfinity(rate) ? now : now + ((_next - now) * Rate / rate);
        }

        Rate = rate;
    }

    /// <summary>How long until more may be taken; nothing or less when it may be now.</summary>
    public double WaitFor(double now) => double.IsInfinity(Rate) ? 0 : _next - Slack - now;

    public void Take(double now, double units) => _next = double.IsInfinity(Rate) ? now : Math.Max(_next, now) + (units / Rate);

    /// <summary>Takes more, or gives back, once it is known how much was needed.</summary>
    public void Correct(double units) => _next += double.IsInfinity(Rate) ? 0 : units / Rate;
}

namespace Querent;

/// <summary>
/// Tells whether more attempts in flight bring more answers, or only make each of them slower: a provider that never refuses
/// still has a limit beyond which all that grows is its queue. Times in seconds.
/// </summary>
/// <remarks>
/// What is compared is work, not replies: an answer of many tokens takes longer, and that is no sign of a busy provider. Slowness
/// alone lowers nothing for good: a lower level is tried, and kept only if as much comes through.
/// </remarks>
internal sealed class GrowthJudge
{
    // The work of a reply beside its tokens: what reading the prompt and the way there take, in tokens.
    private const double FixedWork = 20;

    // A mean of so many is not a matter of chance; a climb, whose steps are large, is judged by fewer.
    private const int FewestReplies = 100;
    private const int FewestInClimb = 20;
    private const double Grown = 1.3;
    private const double UsefulPart = 0.25;
    private const double Slow = 2;
    private const double Lower = 0.7;
    private const double AsMuch = 0.93;
    private const double Above = 1.1;   // of the level that was enough: below it speed is lost, above it only patience
    private const double Drift = 1.002;

    private double _start = double.NaN;
    private double _work;
    private double _latency;
    private double _meanTokens = FixedWork;
    private int _replies;
    private int _level;
    private (double Level, double Speed)? _reference;
    private (int Level, double Speed, double Unit)? _trial;
    private double _bestUnit = double.PositiveInfinity;

    /// <summary>Takes note of a reply.</summary>
    /// <param name="signal">The attempt's end.</param>
    /// <param name="level">The most attempts in flight, all of which are.</param>
    /// <param name="isClimbing">Whether the level grows from reply to reply.</param>
    /// <returns>The level to go to; null to go on.</returns>
    public double? Add(in AttemptSignal signal, int level, bool isClimbing)
    {
        // What came at another level is no measure of this one.
        if (double.IsNaN(_start) || (!isClimbing && level != _level))
        {
            (_start, _work, _latency, _replies, _level) = (signal.Ended, 0, 0, 0, level);
            return null;
        }

        double tokens = signal.OutputTokens ?? _meanTokens;
        _meanTokens += (tokens - _meanTokens) / 64;
        _work += tokens + FixedWork;
        _latency += signal.Ended - signal.Started;
        _replies++;
        if (_replies < (isClimbing ? Math.Max(FewestInClimb, _level) : Math.Max(FewestReplies, 4 * _level)) || signal.Ended <= _start)
        {
            return null;
        }

        double speed = _work / (signal.Ended - _start);
        double unit = _latency / _work;
        _start = double.NaN;
        return Judge(_level, speed, unit, isClimbing);
    }

    /// <summary>Forgets the replies since the last judgement: something else has happened.</summary>
    public void Interrupt()
    {
        _start = double.NaN;
        _trial = null;
    }

    private double? Judge(int level, double speed, double unit, bool isClimbing)
    {
        if (_trial is { } trial)
        {
            _trial = null;
            if (speed < AsMuch * trial.Speed)
            {
                _bestUnit = Math.Sqrt(_bestUnit * trial.Unit);   // it is slow whatever we do; not believed at once, though
                return trial.Level;
            }

            _reference = (level, speed);
        }

        _bestUnit = Math.Min(_bestUnit * Drift, unit);
        if (_reference is { } before && level >= Grown * before.Level)
        {
            double gain = (speed / before.Speed) - 1;
            if (gain < UsefulPart * ((level / before.Level) - 1))
            {
                return before.Level * Math.Max(1, speed / before.Speed) * Above;
            }

            _reference = (level, speed);
            return null;
        }

        _reference = _reference is { } like && level > like.Level / Grown
            ? (like.Level + ((level - like.Level) / 4), like.Speed + ((speed - like.Speed) / 4))
            : (level, speed);
        if (!isClimbing && unit > Slow * _bestUnit && level * Lower >= 1)
        {
            _trial = (level, speed, unit);
            return level * Lower;
        }

        return null;
    }
}

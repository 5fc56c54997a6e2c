namespace Querent;

/// <summary>By which part the queries a second fell below their mean of some intervals before, while there was more to do.</summary>
internal sealed class ThroughputMeasure(double threshold) : HealthMeasure(HealthRule.Throughput, threshold)
{
    private const int Least = 3;
    private const int Most = 6;

    private readonly Queue<double> _rates = new();
    private long _queries;
    private TimeSpan _busy;

    public override double? Measure(HealthSample sample)
    {
        ExecutorStatistics now = sample.Statistics;
        TimeSpan busy = now.BusyTime - _busy;
        double queries = now.QueriesAnswered + now.QueriesFailed - _queries;
        (_queries, _busy) = (now.QueriesAnswered + now.QueriesFailed, now.BusyTime);
        if (busy <= TimeSpan.Zero || now.Waiting == 0)
        {
            return null;   // paused, or at the end of the work: fewer is no fault
        }

        double rate = queries / busy.TotalSeconds;
        double? before = _rates.Count >= Least ? _rates.Average() : null;
        _rates.Enqueue(rate);
        if (_rates.Count > Most)
        {
            _rates.Dequeue();
        }

        return before > 0 ? Math.Max(0, 1 - (rate / before.Value)) : null;
    }
}

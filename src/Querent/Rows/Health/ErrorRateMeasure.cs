namespace Querent;

/// <summary>The part of the rows that failed, of those that finished since it was measured last.</summary>
internal sealed class ErrorRateMeasure(double threshold) : HealthMeasure(HealthRule.ErrorRate, threshold)
{
    private const int Least = 20;

    private long _answered;
    private long _failed;

    public override double? Measure(HealthSample sample)
    {
        long answered = sample.Statistics.RowsAnswered - _answered;
        long failed = sample.Statistics.RowsFailed - _failed;
        if (answered + failed < Least)
        {
            return null;
        }

        (_answered, _failed) = (sample.Statistics.RowsAnswered, sample.Statistics.RowsFailed);
        return (double)failed / (answered + failed);
    }
}

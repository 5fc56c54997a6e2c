using SampleRuns;

namespace SupportTriage.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_are_those_of_the_sorted_latencies_to_within_one_percent()
    {
        var histogram = new LatencyHistogram();
        foreach (int milliseconds in Enumerable.Range(1, 1000))
        {
            histogram.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        Assert.InRange(histogram.Percentile(0.50)!.Value.TotalMilliseconds, 495, 505);
        Assert.InRange(histogram.Percentile(0.95)!.Value.TotalMilliseconds, 940.5, 959.5);
    }

    [Fact]
    public void Nothing_has_no_latency() => Assert.Null(new LatencyHistogram().Percentile(0.5));
}

using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Soak;

/// <summary>What a long run held, tenth by tenth of its rows.</summary>
internal sealed class SoakResult(IReadOnlyList<SoakSample> samples, long rows, long failed, ExecutorStatistics statistics)
{
    private const double MostGrowth = 1.05;
    private const int Tenths = 10;
    private const int Slack = 8;   // threads, handles and timers come and go

    public IReadOnlyList<SoakSample> Samples => samples;

    /// <summary>Working set of the last tenth ÷ that of the second.</summary>
    public double Growth => Mean(Tenths - 1, sample => sample.WorkingSetMegabytes) / Mean(1, sample => sample.WorkingSetMegabytes);

    public bool IsMet => failed == 0 && Growth <= MostGrowth && !Grows(sample => sample.Handles) && !Grows(sample => sample.Threads) && !Grows(sample => sample.Timers);

    public string Format()
    {
        var table = new TextTable("tenth", "rows", "rows/s", "working set MB", "heap MB", "handles", "threads", "timers", "pending");
        for (int tenth = 0; tenth < Tenths; tenth++)
        {
            SoakSample[] part = Part(tenth);
            if (part.Length == 0)
            {
                continue;
            }

            table.Add(
                Text($"{tenth + 1}"),
                Text($"{part[^1].Rows}"),
                Text($"{(part[^1].Rows - part[0].Rows) / Math.Max(0.001, (part[^1].Elapsed - part[0].Elapsed).TotalSeconds):0}"),
                Text($"{part.Average(sample => sample.WorkingSetMegabytes):0.0}"),
                Text($"{part.Average(sample => sample.HeapMegabytes):0.0}"),
                Text($"{part.Average(sample => sample.Handles):0}"),
                Text($"{part.Average(sample => sample.Threads):0}"),
                Text($"{part.Average(sample => sample.Timers):0}"),
                Text($"{part.Average(sample => sample.Pending):0}"));
        }

        return Text($"""
            {rows} rows × 4 queries, {failed} failed, {statistics.AttemptsStarted} attempts, {samples[^1].Elapsed.TotalMinutes:0.0} minutes

            {table}
            Working set, last tenth ÷ second: {Growth:0.000}; goal {MostGrowth:0.00} at most, no growth of handles, threads and timers: {(IsMet ? "met" : "NOT met")}.
            """);
    }

    private SoakSample[] Part(int tenth) => [.. samples.Skip(samples.Count * tenth / Tenths).Take((samples.Count * (tenth + 1) / Tenths) - (samples.Count * tenth / Tenths))];

    private double Mean(int tenth, Func<SoakSample, double> figure) => Part(tenth).Average(figure);

    private bool Grows(Func<SoakSample, double> figure) => Mean(Tenths - 1, figure) > (Mean(1, figure) * MostGrowth) + Slack;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

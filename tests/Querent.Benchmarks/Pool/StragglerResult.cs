using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Pool;

/// <summary>Both ways through the rows, side by side.</summary>
internal sealed record StragglerResult(StragglerPlan Plan, StragglerSample Ordered, StragglerSample Completed)
{
    /// <summary>The least that ordered output may reach of the throughput of output as completed.</summary>
    public const double Goal = 0.95;

    /// <summary>Of the middle, where order has no start and no end: what a long run comes to.</summary>
    public double SteadyRatio => Ordered.Pace.SteadyRowsPerSecond / Completed.Pace.SteadyRowsPerSecond;

    /// <summary>Of the whole run, the wait for the last straggler included on both sides.</summary>
    public double WholeRatio => Ordered.Pace.RowsPerSecond / Completed.Pace.RowsPerSecond;

    public bool IsMet => SteadyRatio >= Goal && WholeRatio >= Goal;

    public string Format()
    {
        var table = new TextTable("order", "served ms", "first row s", "rows/s 20–95 %", "rows/s to 95 %", "rows/s whole", "seconds", "most rows held", "peak RSS MB");
        Add(table, "input", Ordered);
        Add(table, "completion", Completed);
        return Text($"""
            {Plan.Rows} rows × 4 queries, {Plan.Concurrency} at once, {Plan.LatencyMilliseconds} ms, {Plan.Share:P1} of queries {Plan.SlowMilliseconds} ms

            {table}
            ordered ÷ as completed: 20–95 % {SteadyRatio:0.0000}, whole run {WholeRatio:0.0000}; goal {Goal:0.00} for both: {(IsMet ? "met" : "NOT met")}.
            To 95 % (not judged: order lags by one straggler, however long the run): {Ordered.Pace.RowsPerSecondTo95 / Completed.Pace.RowsPerSecondTo95:0.0000}.
            """);
    }

    private static void Add(TextTable table, string order, StragglerSample sample) => table.Add(
        order,
        Text($"{sample.Served.Mean.TotalMilliseconds:0.00}"),
        Text($"{sample.Pace.First.TotalSeconds:0.00}"),
        Text($"{sample.Pace.SteadyRowsPerSecond:0.0}"),
        Text($"{sample.Pace.RowsPerSecondTo95:0.0}"),
        Text($"{sample.Pace.RowsPerSecond:0.0}"),
        Text($"{sample.Pace.Last.TotalSeconds:0.0}"),
        Text($"{sample.MostHeld}"),
        Text($"{sample.PeakMegabytes:0}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

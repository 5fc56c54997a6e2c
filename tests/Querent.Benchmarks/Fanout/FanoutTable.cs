using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Fanout;

/// <summary>The medians of several runs, side by side, and what our transport over the SDK adds beside what the SDK itself does.</summary>
internal sealed class FanoutTable
{
    /// <summary>The most that sdk − direct may be of protocol − hand.</summary>
    private const double Goal = 1.1;

    private readonly Dictionary<string, FanoutReport[]> _runs;
    private readonly (string Name, double Ours, double Theirs)[] _added;

    public FanoutTable(IReadOnlyList<FanoutTransport> transports, IReadOnlyList<FanoutReport> reports)
    {
        _runs = transports.ToDictionary(transport => transport.Name, transport => reports.Where(report => report.Transport == transport.Name).ToArray());
        string[] compared = [FanoutTransport.Sdk, FanoutTransport.Direct, FanoutTransport.Protocol, FanoutTransport.Hand];
        _added = compared.All(_runs.ContainsKey)
            ? [Added("CPU µs/query", report => report.CpuUsPerQuery), Added("bytes/query", report => report.AllocBytesPerQuery)]
            : [];
    }

    /// <summary>Every row answered, and the goal met where it is judged.</summary>
    public bool IsMet => _runs.Values.All(runs => runs.All(run => run.RowsFailed == 0)) && _added.All(IsWithin);

    public string Format()
    {
        var table = new TextTable("transport", "rounds", "qps", "CPU µs/query", "bytes/query", "p50 ms", "p99 ms", "peak RSS MB", "cold start ms");
        foreach ((string name, FanoutReport[] runs) in _runs)
        {
            table.Add(
                name,
                Text($"{runs.Length}"),
                Text($"{Median(name, run => run.Qps):0}"),
                Text($"{Median(name, run => run.CpuUsPerQuery):0.0}"),
                Text($"{Median(name, run => run.AllocBytesPerQuery):0}"),
                Text($"{Median(name, run => run.P50Ms):0.00}"),
                Text($"{Median(name, run => run.P99Ms):0.00}"),
                Text($"{Median(name, run => run.PeakRssMb):0}"),
                Text($"{Median(name, run => run.ColdStartMs):0}"));
        }

        return string.Join(Environment.NewLine, [table.ToString(), .. _added.Select(Compare)]);
    }

    private static bool IsWithin((string Name, double Ours, double Theirs) added) => added.Ours <= Goal * added.Theirs;

    private static string Compare((string Name, double Ours, double Theirs) added) => Text(
        $"{added.Name}: sdk − direct {added.Ours:0.0}, protocol − hand {added.Theirs:0.0}, ratio {added.Ours / added.Theirs:0.000}, goal {Goal:0.0} at most: {(IsWithin(added) ? "met" : "NOT met")}.");

    private (string Name, double Ours, double Theirs) Added(string name, Func<FanoutReport, double> figure) => (
        name,
        Median(FanoutTransport.Sdk, figure) - Median(FanoutTransport.Direct, figure),
        Median(FanoutTransport.Protocol, figure) - Median(FanoutTransport.Hand, figure));

    public double Median(string transport, Func<FanoutReport, double> figure)
    {
        double[] sorted = [.. _runs[transport].Select(figure).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

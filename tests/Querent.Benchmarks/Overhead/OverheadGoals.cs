using System.Globalization;
using Querent.Benchmarks.Fanout;

namespace Querent.Benchmarks.Overhead;

/// <summary>What ours may cost at most of what the others do.</summary>
internal sealed record OverheadGoals(params IReadOnlyList<OverheadGoal> All)
{
    public static IReadOnlyList<string> Compared { get; } = [FanoutTransport.Direct, FanoutTransport.Hand, FanoutTransport.Azure, FanoutTransport.Meai];

    public bool IsMet => All.All(goal => goal.IsMet);

    public static OverheadGoals Of(FanoutTable table)
    {
        return new OverheadGoals(
            Goal("CPU", "the loop by hand", FanoutTransport.Hand, 1.25, run => run.CpuUsPerQuery),
            Goal("bytes", "the loop by hand", FanoutTransport.Hand, 1.25, run => run.AllocBytesPerQuery),
            Goal("CPU", "GetResponseAsync<T>", FanoutTransport.Meai, 0.2, run => run.CpuUsPerQuery));

        OverheadGoal Goal(string measure, string name, string transport, double most, Func<FanoutReport, double> figure)
            => new(measure, name, table.Median(FanoutTransport.Direct, figure) / table.Median(transport, figure), most);
    }

    public string Format() => string.Join(Environment.NewLine, All);
}

/// <summary>One of them.</summary>
/// <param name="Measure">What is compared.</param>
/// <param name="Other">With whose.</param>
/// <param name="Ratio">Ours ÷ theirs.</param>
/// <param name="Most">The most that may be.</param>
internal sealed record OverheadGoal(string Measure, string Other, double Ratio, double Most)
{
    public bool IsMet => Ratio <= Most;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Measure} a query, ours ÷ {Other}: {Ratio:0.000}; goal {Most:0.00} at most: {(IsMet ? "met" : "NOT met")}.");
}
